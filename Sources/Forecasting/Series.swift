/// Numbers of periods that follow each other, such as the spend of each day; a period in which
/// nothing happened is a zero.
public struct Series: Hashable, Sendable {
    /// One value a period, the oldest first; all finite.
    public let values: [Double]
    /// After how many periods a pattern is expected to come back, 2 at least; nil without one.
    public let season: Int?

    /// A series.
    ///
    /// - Parameters:
    ///   - values: One value a period, the oldest first; all finite.
    ///   - season: After how many periods a pattern comes back, 2 at least; nil without one.
    public init(_ values: [Double], season: Int? = nil) {
        precondition(values.allSatisfy(\.isFinite) && (season ?? 2) >= 2)
        (self.values, self.season) = (values, season)
    }

    /// How many periods there are.
    public var count: Int { values.count }

    /// The oldest periods.
    func first(_ count: Int) -> Series { Series(Array(values.prefix(count)), season: season) }

    /// The mean absolute change from one season to the next, by which errors are scaled; nil where
    /// there is no change to measure.
    ///
    /// Hyndman and Koehler, "Another look at measures of forecast accuracy" (2006).
    public var seasonalScale: Double? {
        let lag = season ?? 1
        guard count > lag else { return nil }
        let changes = (lag..<count).map { abs(values[$0] - values[$0 - lag]) }
        let scale = changes.mean
        return scale > 0 ? scale : nil
    }
}

extension [Double] {
    /// The arithmetic mean; not of nothing.
    var mean: Double { reduce(0, +) / Double(count) }

    /// The sum of the squares.
    var squaredSum: Double { reduce(0) { $0 + $1 * $1 } }
}
