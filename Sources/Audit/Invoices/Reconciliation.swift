import Calls
public import Pricing
public import Replay

/// What a log's calls should have cost beside what was recorded and what a provider charged.
public struct Reconciliation: Sendable {
    /// What the log says of some calls.
    public struct Computed: Sendable {
        /// Calls.
        public var requests: UInt64 = 0
        /// Their tokens.
        public var usage = TokenUsage.zero
        /// What those with a price cost.
        public var cost = Money.zero
        /// Calls without a price.
        public var unpriced: UInt64 = 0
        /// What the log says that they cost, and for how many calls.
        public var recorded = RecordedCosts()
    }

    /// One day and model, or one model, or all.
    public struct Line: Sendable {
        /// The day; nil for all.
        public let day: String?
        /// The model; nil for all.
        public let model: String?
        /// What the log says; nil where it has no such calls.
        public let computed: Computed?
        /// What the invoice says; nil where it has no such entry.
        public let invoiced: Invoice.Charge?

        /// How much more the invoice says than was computed; nil where a side has no amount.
        public var difference: Money? {
            guard let amount = invoiced?.amount else { return nil }
            guard let computed else { return amount }
            return computed.unpriced == computed.requests && computed.requests > 0
                ? nil : amount - computed.cost
        }
    }

    /// A model, and what may have led to its difference.
    public struct Model: Sendable {
        /// The sums over all days.
        public let line: Line
        /// The likeliest first.
        public let causes: [DifferenceCause]
    }

    /// What kind of invoice it was.
    public let kind: String
    /// The currency of every amount.
    public let currency: Currency
    /// By day and then model.
    public let lines: [Line]
    /// By model, the largest difference first.
    public let models: [Model]
    /// All together.
    public let total: Line
    /// What the comparison rests on and leaves out, in sentences.
    public let notes: [String]
}

/// What may have led to a difference between a bill and its recomputation.
public struct DifferenceCause: Hashable, Sendable {
    /// In words.
    public let text: String
    /// What the calls would have cost so; nil where it does not say.
    public let amount: Money?
    /// How far that still is from the invoice; nil where it does not say.
    public let gap: Money?

    init(_ text: String, amount: Money? = nil, gap: Money? = nil) {
        (self.text, self.amount, self.gap) = (text, amount, gap)
    }
}
