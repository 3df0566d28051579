import Pricing

/// What is added up over calls of one kind.
struct CallTotals: Sendable {
    /// Records, that is attempts.
    var requests: UInt64 = 0
    /// Tokens by kind.
    var usage = TokenUsage.zero
    /// Cost that the log carries.
    var recorded = Money.zero

    static func += (left: inout CallTotals, right: CallTotals) {
        left.requests += right.requests
        left.usage += right.usage
        left.recorded += right.recorded
    }

    /// Takes calls away that were added before.
    static func -= (left: inout CallTotals, right: CallTotals) {
        left.requests -= right.requests
        left.usage -= right.usage
        left.recorded = left.recorded - right.recorded
    }
}
