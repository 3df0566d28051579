/// Quantiles of numbers that aren't negative: exact up to a number of values, beyond that from
/// counts in memory that does not grow, with a stated error.
///
/// Sketches of parts of the data merge. The counts are those of a log-linear histogram: every power of two is cut into 1024 equal parts.
public struct QuantileSketch: Sendable, Equatable {
    /// The most by which a quantile is off where it isn't exact, as a share of its value.
    public static let relativeError = 0x1p-11
    private static let partBits = 10

    /// The most values of which quantiles are exact.
    public let exactLimit: Int
    /// The values while they are few; empty from then on.
    private var values: [Int64] = []
    /// The counts of each part once the values are many, up to the largest.
    private var counts: [UInt64] = []
    /// How many values there are.
    public private(set) var total: UInt64 = 0
    /// The largest value; zero where there is none.
    public private(set) var largest: Int64 = 0
    /// The sum of the values, exact.
    public private(set) var sum: Int128 = 0

    /// A sketch of no values.
    ///
    /// - Parameter exactLimit: The most values of which quantiles are exact, eight bytes each.
    public init(exactLimit: Int = 1 << 17) {
        precondition(exactLimit >= 0)
        self.exactLimit = exactLimit
    }

    /// Whether quantiles are exact.
    public var isExact: Bool { counts.isEmpty }

    /// The mean, exact but for the rounding of the result; nil where there are no values.
    public var mean: Double? { total > 0 ? Double(sum) / Double(total) : nil }

    /// Adds a value.
    public mutating func add(_ value: Int64) {
        precondition(value >= 0)
        total += 1
        sum += Int128(value)
        largest = max(largest, value)
        if counts.isEmpty, values.count < exactLimit {
            values.append(value)
        } else {
            count(value)
        }
    }

    /// Adds the values of another sketch; exact if both are and the limit holds all of their values.
    public mutating func merge(_ other: QuantileSketch) {
        total += other.total
        sum += other.sum
        largest = max(largest, other.largest)
        if isExact, other.isExact, values.count + other.values.count <= exactLimit {
            values += other.values
        } else {
            for value in other.values { count(value) }
            count(other.counts)
        }
    }

    /// The quantile by nearest rank: the smallest value that at least this share of the values does
    /// not exceed; nil where there are no values.
    ///
    /// - Parameter share: Between 0 and 1.
    /// - Returns: A value; off by up to `relativeError` unless the sketch is exact.
    public func quantile(_ share: Double) -> Int64? { quantiles([share])?.first }

    /// Several quantiles at once; nil where there are no values.
    ///
    /// - Parameter shares: Between 0 and 1.
    /// - Returns: One value each.
    public func quantiles(_ shares: [Double]) -> [Int64]? {
        guard total > 0 else { return nil }
        let ranks = shares.map(rank)
        guard !isExact else {
            let sorted = values.sorted()
            return ranks.map { sorted[Int($0) - 1] }
        }
        return ranks.map { min(countedValue(rank: $0), largest) }
    }

    /// ⌈n · share⌉, and 1 at least.
    ///
    /// A share such as 0.95 lies a little off what is meant, so what is whole but for that counts as
    /// whole.
    private func rank(_ share: Double) -> UInt64 {
        precondition(share >= 0 && share <= 1)
        let product = Double(total) * share
        return min(total, max(1, UInt64((product * (1 - 0x1p-51)).rounded(.up))))
    }

    private func countedValue(rank: UInt64) -> Int64 {
        var below: UInt64 = 0
        for (part, times) in counts.enumerated() {
            below += times
            if below >= rank { return Self.middle(of: part) }
        }
        return largest
    }

    private mutating func count(_ value: Int64) {
        if !values.isEmpty { countAll() }
        let part = Self.part(of: value)
        if part >= counts.count {
            counts += repeatElement(0, count: part + 1 - counts.count)
        }
        counts[part] += 1
    }

    private mutating func count(_ others: [UInt64]) {
        if !values.isEmpty { countAll() }
        if others.count > counts.count {
            counts += repeatElement(0, count: others.count - counts.count)
        }
        for (part, times) in others.enumerated() { counts[part] += times }
    }

    @inline(never)
    private mutating func countAll() {
        let all = values
        values = []
        for value in all { count(value) }
    }

    /// Small values have a part each; above, the leading bits tell the part.
    @inline(__always)
    private static func part(of value: Int64) -> Int {
        let shift = max(0, Int64.bitWidth - partBits - 1 - value.leadingZeroBitCount)
        return shift << partBits + Int(value >> shift)
    }

    private static func middle(of part: Int) -> Int64 {
        let shift = max(0, part >> partBits - 1)
        let lower = Int64(part - shift << partBits) << shift
        return lower + (Int64(1) << shift - 1) / 2
    }
}
