/// How long a model took to answer, as the log records it; quantiles by nearest rank.
public struct ModelLatency: Sendable, Hashable {
    /// The model asked for; nil where none was named.
    public let model: String?
    /// From the request to the end of the answer; nil where no record tells.
    public let latency: TimeSpans?
    /// From the request to the first token; nil where no record tells.
    public let timeToFirstToken: TimeSpans?
}

/// Exact quantiles of time spans, in nanoseconds.
public struct TimeSpans: Sendable, Hashable {
    /// How many records tell.
    public let requests: UInt64
    /// Half of them took no longer.
    public let p50: Int64
    /// 95 % took no longer.
    public let p95: Int64
    /// 99 % took no longer.
    public let p99: Int64
    /// The longest.
    public let longest: Int64
}
