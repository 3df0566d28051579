import Documents
public import Limits

/// A deployment as a plan file states it: which calls it takes, and what it allows.
public struct PlannedDeployment: Sendable {
    /// How a quota counts tokens.
    public enum Accounting: String, Hashable, Sendable, CaseIterable {
        /// What a request reads and writes, as if both were known when it comes in.
        case actual
        /// Its input and its `max_tokens`, for good.
        case reserved
        /// Its input and its `max_tokens`, corrected at its end to what it wrote.
        case settled
        /// Its input without what a cache gave, and what it writes.
        case uncachedInput = "uncached-input"
    }

    /// How a quota cuts the time.
    public enum Limiter: String, Hashable, Sendable, CaseIterable {
        /// A bucket that is refilled steadily.
        case tokenBucket = "token-bucket"
        /// Minutes of the clock.
        case fixedWindow = "fixed-window"
        /// The minute that ends now.
        case slidingWindow = "sliding-window"
    }

    /// Its name in the plan and in reports.
    public let name: String
    /// The models of the log whose calls it takes.
    public let models: [String]
    /// Whether it also takes the calls that no deployment names.
    public let takesOthers: Bool
    /// The model that its work is priced at; nil for what each call asks for.
    public let pricedAs: String?
    /// Its limits; those that are absent do not limit.
    public var limits: [Knob: Int64]
    /// How its quotas cut the time.
    public let limiter: Limiter
    /// How long a bucket fills up.
    public let burst: TimeSpan
    /// How its quotas count tokens.
    public let accounting: Accounting
    /// As how many tokens one of output counts.
    public let outputWeight: Int64
    /// How long the work on a request takes.
    public let service: TimeModel
    /// When work is given up.
    public let timeout: TimeSpan?
    /// The share of attempts that fail once the work is done.
    public let failureShare: Double
    /// What happens to a request that a quota has no room for.
    public let overQuota: Deployment.OverQuota
    /// Where requests wait; nil where those are refused that can't begin at once.
    public let queue: Deployment.Queue?
    /// How refused and failed attempts are tried again.
    public let retry: RetrySchedule?
    /// The name of the deployment that takes what has failed here for good.
    public let fallback: String?
    /// Where it stands in the file, and where its fields do.
    let node: Node
    let nodes: [String: Node]

    /// The place of a field, or of the deployment where the file does not state it.
    func node(_ field: String) -> Node { nodes[field] ?? node }
}

extension PlannedDeployment {
    /// The quotas in the order of the knobs.
    var quotaKnobs: [Knob] { Knob.quotas.filter { limits[$0] != nil } }

    /// The deployment as the engine takes it.
    ///
    /// - Parameters:
    ///   - fallback: The place of the one that it falls back to.
    ///   - maximumOutput: What counts as reserved where a request does not say.
    /// - Returns: The deployment.
    func deployment(fallback: Int?, maximumOutput: Int64?) -> Deployment {
        var made = Deployment(
            name, concurrency: limits[.concurrency].map { Int(clamping: $0) }, service: service)
        made.quotas = quotaKnobs.compactMap { knob in
            limits[knob].map { quota(knob, limit: $0, maximumOutput: maximumOutput ?? 0) }
        }
        (made.overQuota, made.queue, made.timeout) = (overQuota, queue, timeout)
        (made.failureShare, made.retry, made.fallback) = (failureShare, retry, fallback)
        return made
    }

    private func quota(_ knob: Knob, limit: Int64, maximumOutput: Int64) -> Quota {
        Quota(meter(knob, maximumOutput), limit: limit, per: .minute, shape: shape(limit))
    }

    private func shape(_ limit: Int64) -> Quota.Shape {
        switch limiter {
        case .fixedWindow: return .fixedWindow
        case .slidingWindow: return .slidingWindow
        case .tokenBucket:
            let held = Int128(limit) * Int128(burst.nanoseconds)
            let burst = Int64(clamping: held / Int128(TimeSpan.minute.nanoseconds))
            return .bucket(burst: max(1, burst))
        }
    }

    private func meter(_ knob: Knob, _ maximumOutput: Int64) -> Quota.Meter {
        let input: TokenAccounting.Input = accounting == .uncachedInput ? .uncached : .all
        let output: TokenAccounting.Output =
            switch accounting {
            case .actual, .uncachedInput: .actual
            case .reserved: .reserved(otherwise: maximumOutput)
            case .settled: .settled(otherwise: maximumOutput)
            }
        let weight = outputWeight
        switch knob {
        case .rpm, .concurrency: return .requests
        case .tpm:
            return .tokens(TokenAccounting(input: input, output: output, outputWeight: weight))
        case .inputTPM: return .tokens(TokenAccounting(input: input, output: .none))
        case .outputTPM:
            return .tokens(TokenAccounting(input: .none, output: output, outputWeight: weight))
        }
    }
}
