public import Pricing

/// What a provider says was used and charged, by day and model.
public struct Invoice: Sendable {
    /// One entry.
    struct Line: Sendable {
        /// The day in UTC, as `2026-01-05`.
        let day: String
        /// The model; nil where the entry is for all of them.
        let model: String?
        var charge = Charge()
    }

    /// What is charged and counted; nil is what the invoice does not tell.
    public struct Charge: Hashable, Sendable {
        /// The amount.
        public var amount: Money?
        /// Requests.
        public var requests: UInt64?
        /// Input tokens, cached ones included.
        public var inputTokens: UInt64?
        /// The part of them that was read from a cache.
        public var cachedTokens: UInt64?
        /// Output tokens.
        public var outputTokens: UInt64?

        /// Nothing told.
        public init() {}

        static func += (left: inout Charge, right: Charge) {
            left.amount = sum(left.amount, right.amount, +)
            left.requests = sum(left.requests, right.requests, +)
            left.inputTokens = sum(left.inputTokens, right.inputTokens, +)
            left.cachedTokens = sum(left.cachedTokens, right.cachedTokens, +)
            left.outputTokens = sum(left.outputTokens, right.outputTokens, +)
        }

        private static func sum<Number>(
            _ left: Number?, _ right: Number?, _ add: (Number, Number) -> Number
        ) -> Number? {
            guard let left else { return right }
            return right.map { add(left, $0) } ?? left
        }
    }

    /// What kind of file it was read from.
    public let kind: String
    /// The currency of the amounts; nil where there are none.
    public let currency: Currency?
    let lines: [Line]

    /// Whether it tells amounts.
    public var hasAmounts: Bool { lines.contains { $0.charge.amount != nil } }

    /// Whether it tells entries apart by model.
    public var tellsModels: Bool { lines.contains { $0.model != nil } }

    /// The first and the last day.
    public var days: ClosedRange<String>? {
        guard let first = lines.map(\.day).min(), let last = lines.map(\.day).max() else {
            return nil
        }
        return first...last
    }
}
