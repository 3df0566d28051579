import Pricing

extension Money {
    /// Near enough for a place in a picture, and for nothing else.
    var approximation: Double { Double(attos) / 1e18 }
}
