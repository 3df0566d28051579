import Pricing

/// What is assumed of calls that move to another model.
extension AssumptionNotes {
    var caches: [String] {
        guard moves.movesCached else { return [] }
        return switch plan.cache {
        case .kept:
            [
                "calls that move to another model keep their cache reads (cache=kept; "
                    + "--assume cache=lost or cache=session bills them as input)"
            ]
        case .lost:
            ["cache=lost: cache reads of calls that move to another model are billed as input"]
        case .session:
            [
                "cache=session: cache reads are billed as input where the session's call before "
                    + "went to another model, and where a session's first call moves"
            ]
        }
    }

    var tokens: [String] {
        if plan.tokens.isEmpty {
            return moves.moves
                ? ["all models count the same tokens (tokens.MODEL=1.0 for each)"] : []
        }
        let middle =
            plan.tokens.hasRanges
            ? ["of a range of token factors, figures without a range show the middle"] : []
        return plan.tokens.entries.map(\.text) + middle + scaledRates
    }

    /// Input and output of all kinds are scaled alike, by their rates.
    private var scaledRates: [String] {
        guard let rates = moves.rates else { return [] }
        let pairs = rates.keys.sorted { ($0.source, $0.target) < ($1.source, $1.target) }
        guard !pairs.isEmpty else { return ["no call moves to or from a model with a factor"] }
        return pairs.map { pair in
            let rates = (rates[pair] ?? []).sorted().joined(separator: ", ")
            return "per 1 M tokens as \(pair.source.text) counted them, \(pair.target.text) "
                + "costs \(rates)"
        }
    }
}
