/// How long a column's calls can be expected to take, if each takes as long as calls of its model,
/// and of its size where enough were measured, took in a run.
public struct ExpectedLatency: Sendable, Hashable {
    /// A quantile in nanoseconds, and between which it lies with 95 % confidence, as far as so many
    /// measured calls can tell.
    public struct Quantile: Sendable, Hashable {
        /// The quantile.
        public let time: Int64
        /// The lower bound; nil where the measured calls are too few for one.
        public let lower: Int64?
        /// The upper bound; nil where the measured calls are too few for one.
        public let upper: Int64?
    }

    /// Quantiles of the mixture of measured times.
    public struct Quantiles: Sendable, Hashable {
        /// Half of the calls take no longer.
        public let p50: Quantile
        /// 95 % take no longer.
        public let p95: Quantile
        /// 99 % take no longer.
        public let p99: Quantile
    }

    /// Calls of a model that the run has not measured.
    public struct Unmeasured: Sendable, Hashable {
        /// The model; nil where none is named.
        public let model: String?
        /// The calls.
        public let requests: UInt64
    }

    /// The calls: those that neither failed nor were answered by a cache before any model.
    public let requests: UInt64
    /// Those of them that were set against measured calls of their size; the other measured ones
    /// against all of their model.
    public let requestsBySize: UInt64
    /// The calls that go to models that were not measured, the most frequent first.
    public let unmeasured: [Unmeasured]
    /// Of the calls that go to measured models; nil where there are none.
    public let ofMeasured: Quantiles?

    /// The calls that go to measured models.
    public var requestsMeasured: UInt64 { requests - unmeasured.reduce(0) { $0 + $1.requests } }

    /// Of all calls; nil where a part of them is unknown.
    public var quantiles: Quantiles? { unmeasured.isEmpty ? ofMeasured : nil }
}
