/// How often each whole number occurred: exact quantiles in memory that grows with the distinct
/// values, not with the observations; counts of parts of the data merge without loss.
///
/// Small multiples of the unit are counted in an array, everything else in a dictionary.
public struct ValueCounts: Sendable, Equatable {
    private static let dense = 1 << 16

    private let unit: Int64
    private var multiples: [UInt64] = []
    private var others: [Int64: UInt64] = [:]
    /// Observations so far.
    public private(set) var total: UInt64 = 0

    /// Counts nothing yet.
    ///
    /// - Parameter unit: What most values are multiples of; any value is counted exactly.
    public init(unit: Int64 = 1) {
        precondition(unit > 0)
        self.unit = unit
    }

    /// Counts a value.
    public mutating func add(_ value: Int64) { add(value, times: 1) }

    private mutating func add(_ value: Int64, times: UInt64) {
        total += times
        let (multiple, rest) = value.quotientAndRemainder(dividingBy: unit)
        guard rest == 0, multiple >= 0, multiple < Self.dense else {
            others[value, default: 0] += times
            return
        }
        let index = Int(multiple)
        if index >= multiples.count {
            let size = min(Self.dense, max(1024, (index + 1) * 2))
            multiples += repeatElement(0, count: size - multiples.count)
        }
        multiples[index] += times
    }

    /// Adds the counts of other data.
    public mutating func merge(_ other: ValueCounts) {
        for (value, times) in other.counted { add(value, times: times) }
    }

    /// Two are equal that counted the same values equally often.
    public static func == (left: ValueCounts, right: ValueCounts) -> Bool {
        left.counted.elementsEqual(right.counted, by: ==)
    }

    /// Each value with its count, ascending.
    public var counted: [(value: Int64, times: UInt64)] {
        var all = others.map { (value: $0.key, times: $0.value) }
        for (multiple, times) in multiples.enumerated() where times > 0 {
            all.append((Int64(multiple) * unit, times))
        }
        return all.sorted { $0.value < $1.value }
    }

    /// The quantiles by nearest rank: the smallest value that at least so many per cent of the
    /// observations do not exceed.
    ///
    /// - Parameter percents: From 0 to 100.
    /// - Returns: One value each; nil where nothing was counted.
    /// - Source: Hyndman and Fan, Sample Quantiles in Statistical Packages (1996), definition 1.
    public func quantiles(_ percents: [Int]) -> [Int64]? {
        guard total > 0 else { return nil }
        let counted = counted
        return percents.map { percent in
            let rank = Self.rank(percent, of: total)
            var below: UInt64 = 0
            return counted.first { entry in
                below += entry.times
                return below >= rank
            }?.value ?? counted[counted.count - 1].value
        }
    }

    /// ⌈n · percent / 100⌉, and 1 at least.
    private static func rank(_ percent: Int, of total: UInt64) -> UInt64 {
        let product = total.multipliedFullWidth(by: UInt64(percent))
        let (quotient, rest) = UInt64(100).dividingFullWidth(product)
        return max(1, quotient + (rest > 0 ? 1 : 0))
    }
}
