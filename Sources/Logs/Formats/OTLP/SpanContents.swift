import Calls
import Pricing

/// What the calls inside a span amount to.
struct SpanContents {
    /// What is known of a number of calls.
    struct Calls {
        /// There are some that answer with text, or failed.
        var areThere = false
        /// Some tell their usage.
        var haveUsage = false
        /// Some tell their usage and have output, unlike embeddings.
        var haveOutput = false
        /// Their tokens; from the largest number on, that number.
        private(set) var tokens: UInt64 = 0

        mutating func add(_ others: Calls) {
            areThere = areThere || others.areThere
            haveUsage = haveUsage || others.haveUsage
            haveOutput = haveOutput || others.haveOutput
            add(tokens: others.tokens)
        }

        mutating func add(_ record: borrowing CallRecord) {
            let isKnown = record.usageState == .known
            let hasOutput = record.usage.output > 0
            areThere = areThere || !isKnown || hasOutput
            haveUsage = haveUsage || isKnown
            haveOutput = haveOutput || (isKnown && hasOutput)
            if isKnown { add(tokens: record.usage.total) }
        }

        private mutating func add(tokens more: UInt64) {
            let (sum, isTooLarge) = tokens.addingReportingOverflow(more)
            tokens = isTooLarge ? .max : sum
        }

        /// Whether this usage can be theirs, told once more: embeddings do not make up for output.
        func explain(_ usage: TokenUsage) -> Bool {
            haveOutput || (haveUsage && usage.output == 0)
        }
    }

    /// Those that no tool has made.
    var direct = Calls()
    /// Those that tools have made.
    var byTools = Calls()

    /// Adds what lies in a span that lies in this one.
    mutating func add(_ inner: SpanContents, of role: CallPiece.Role) {
        byTools.add(inner.byTools)
        if role == .tool { byTools.add(inner.direct) } else { direct.add(inner.direct) }
    }

    /// The calls whose usage a span of this role may repeat: a call is not the sum of what the
    /// tools do that it has asked for, an agent's account may be.
    func calls(for role: CallPiece.Role) -> Calls {
        guard role == .group else { return direct }
        var all = direct
        all.add(byTools)
        return all
    }
}
