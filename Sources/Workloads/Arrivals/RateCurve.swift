/// A rate of arrivals that holds up to an instant.
struct RatePiece {
    /// Where another rate may begin, in nanoseconds since 1970.
    let end: Int64
    /// Arrivals a nanosecond.
    let rate: Double
}

/// How many arrivals there are on average as time goes by; piecewise constant.
protocol RateCurve: Sendable {
    /// The piece that an instant lies in.
    ///
    /// - Parameter time: Nanoseconds since 1970.
    /// - Returns: A piece that ends after the instant.
    func piece(at time: Int64) -> RatePiece
}
