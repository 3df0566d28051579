import Limits
public import Replay
import Statistics

/// Times of work that a run measured at one model: each is drawn as often as it was measured.
///
/// Only attempts that succeeded: how long one took that failed says nothing about the work.
public struct MeasuredTimes: Hashable, Sendable {
    /// The run as the user named it.
    public let run: String
    /// The model.
    public let model: String
    /// How many attempts are drawn from.
    public let attempts: UInt64
    /// How many failed, and are left out.
    public let failed: UInt64
    private let all: Draw
    private let bySize: [CallSize: Draw]

    /// What a run measured of a model; nil where no attempt succeeded and tells its time.
    public init?(_ run: LatencyRun, model: String) {
        guard let measured = run.measured(model), let all = Draw(measured.attempts.all) else {
            return nil
        }
        (self.run, self.model, self.all) = (run.name, model, all)
        (attempts, failed) = (measured.attempts.all.total, measured.failedAttempts)
        bySize = measured.attempts.sizes.compactMapValues { Draw($0) }
    }

    /// How many sizes of requests have times of their own.
    public var sizes: Int { bySize.count }

    /// A time of an attempt of this size, or of any where too few of it were measured.
    func span(_ tokens: RequestTokens, using generator: inout SplitMix64) -> TimeSpan {
        guard !bySize.isEmpty else { return all.time(using: &generator) }
        let size = CallSize(input: UInt64(tokens.input), output: UInt64(tokens.output))
        return (bySize[size] ?? all).time(using: &generator)
    }
}

/// Times to draw from.
private struct Draw: Hashable {
    private let times: [TimeSpan]
    /// By time: how many are no longer.
    private let ends: [UInt64]

    /// Nil where there is none.
    init?(_ counts: ValueCounts) {
        guard counts.total > 0 else { return nil }
        let counted = counts.counted
        times = counted.map { min(TimeSpan(nanoseconds: $0.value), .longest) }
        var end: UInt64 = 0
        ends = counted.map { entry in
            end += entry.times
            return end
        }
    }

    func time(using generator: inout SplitMix64) -> TimeSpan {
        let rank = generator.below(ends[ends.count - 1])
        var (low, high) = (0, ends.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > rank { high = middle } else { low = middle + 1 }
        }
        return times[low]
    }
}
