public import Calls
import Pricing
import Statistics

/// What is measured on a log, the same way on one that was recorded and on one that was generated.
public struct TrafficMeasures: Sendable {
    static let minute: Int64 = 60_000_000_000

    /// Calls in each minute since 1970 that has any.
    private(set) var counts: [Int64: UInt64] = [:]
    private(set) var times = MinuteTimes()
    /// The first and the last call; nanoseconds since 1970.
    private(set) var span: ClosedRange<Int64>?
    /// Calls whose usage is told.
    private(set) var prompts = ValueCounts()
    private(set) var completions = ValueCounts()
    private var products = PairSums()
    /// All calls.
    public private(set) var requests: UInt64 = 0

    /// Nothing is measured yet.
    public init() {}

    mutating func add(_ block: CallBlock) {
        addTimes(block)
        for row in 0..<block.count where block.flags[row].usage == .known {
            let usage = block.usage[row]
            let (prompt, completion) = (Int64(usage.totalInput), Int64(usage.output))
            prompts.add(prompt)
            completions.add(completion)
            products.add(prompt, completion)
        }
    }

    /// Rows of the same minute, of which there are mostly many, are added together.
    private mutating func addTimes(_ block: CallBlock) {
        let all = UnsafeBufferPointer(start: block.time.base, count: block.count)
        var start = 0
        while start < all.count {
            let minute = all[start].floored(to: Self.minute) / Self.minute
            let bounds = minute * Self.minute..<(minute + 1) * Self.minute
            let end = all[start...].firstIndex { !bounds.contains($0) } ?? all.count
            counts[minute, default: 0] += UInt64(end - start)
            times.add(all[start..<end], minute: minute)
            start = end
        }
        requests += UInt64(all.count)
        if let least = all.min(), let largest = all.max() { extend(to: least...largest) }
    }

    private mutating func extend(to other: ClosedRange<Int64>) {
        guard let span else { return self.span = other }
        self.span =
            min(span.lowerBound, other.lowerBound)...max(span.upperBound, other.upperBound)
    }

    /// Adds what was measured on another part of the log.
    public mutating func merge(_ other: TrafficMeasures) {
        counts.merge(other.counts, uniquingKeysWith: +)
        times.merge(other.times)
        if let span = other.span { extend(to: span) }
        prompts.merge(other.prompts)
        completions.merge(other.completions)
        products.merge(other.products)
        requests += other.requests
    }

    /// The minutes that the log covers from beginning to end: all but the first and the last.
    var wholeMinutes: Range<Int64> {
        guard let span else { return 0..<0 }
        let first = span.lowerBound.floored(to: Self.minute) / Self.minute + 1
        return first..<max(first, span.upperBound.floored(to: Self.minute) / Self.minute)
    }

    /// The correlation of the two lengths of a call.
    var lengthCorrelation: Double? { products.correlation }
}

/// Measures the calls of one worker.
public final class MeasuringConsumer: BlockConsumer {
    private var measures = TrafficMeasures()

    /// Nothing is measured yet.
    public init() {}

    /// Measures the rows of a block.
    public func consume(_ block: CallBlock) { measures.add(block) }

    /// What was measured so far.
    public func partial() -> TrafficMeasures { measures }
}
