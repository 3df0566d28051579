public import Pricing

extension Money {
    /// The amount as floating point, for projections and pictures only: there is no way back.
    public var approximate: Double { Double(attos) / 1e18 }
}
