public import Statistics

/// Measured times of one model's calls in nanoseconds, all together and by size.
public struct SizedTimes: Sendable {
    /// With fewer measured calls a size is not told apart.
    public static let leastOfSize: UInt64 = 30

    /// The times of calls of any size.
    public private(set) var all = ValueCounts(unit: 1_000_000)
    private var bySize: [CallSize: ValueCounts] = [:]

    /// None.
    public init() {}

    /// Counts a time.
    ///
    /// - Parameters:
    ///   - nanoseconds: The time.
    ///   - size: How large the call was; nil where its record does not tell.
    public mutating func add(_ nanoseconds: Int64, size: CallSize?) {
        all.add(nanoseconds)
        if let size {
            bySize[size, default: ValueCounts(unit: 1_000_000)].add(nanoseconds)
        }
    }

    /// Whether any time was measured.
    public var hasAny: Bool { all.total > 0 }

    /// Counts what others counted.
    mutating func merge(_ other: SizedTimes) {
        all.merge(other.all)
        for (size, times) in other.bySize {
            bySize[size, default: ValueCounts(unit: 1_000_000)].merge(times)
        }
    }

    /// The sizes of which enough calls were measured, with their times.
    public var sizes: [CallSize: ValueCounts] {
        bySize.filter { $0.value.total >= Self.leastOfSize }
    }

    /// The times of calls of a size; nil where too few were measured.
    func times(of size: CallSize) -> ValueCounts? {
        bySize[size].flatMap { $0.total >= Self.leastOfSize ? $0 : nil }
    }
}
