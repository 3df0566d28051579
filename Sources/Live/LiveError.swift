/// Why a sample can't be drawn or sent.
public enum LiveError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No call of the log can be sent again.
    case nothingToDraw(leftOut: UInt64)
    /// Fewer requests are asked for than there are strata, each of which needs one.
    case tooFew(requests: Int, strata: Int)
    /// A call of a stratum has no price, so that how much its costs differ is unknown.
    case unmeasured(Stratum)
    /// Requests are to be sent to the model that the log names, and one names none.
    case noModel
    /// Models without a price, for whose requests no limit on spending could hold.
    case unpriced([UnpricedModel])

    /// One line: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .nothingToDraw(0): "no call in the log: nothing to send"
        case .nothingToDraw(let leftOut):
            "none of \(leftOut) calls tells how long its input was, up to "
                + "\(CallFacts.mostInput) tokens: nothing to send"
        case .tooFew(let requests, let strata):
            "a sample of \(requests) for \(strata) strata (model and size of the input), each of "
                + "which needs one; ask for \(strata) at least, or leave out models by a condition"
        case .unmeasured(let stratum):
            "calls of \(stratum) have no price, so the sample can't be allocated by how much "
                + "costs differ; give prices or allocate in proportion"
        case .noModel:
            "a request of the log names no model; name one with --model or --assume model=NAME, or "
                + "choose it by a policy"
        case .unpriced(let models):
            "no price for \(models.map { "\($0.model) (\($0.reason))" }.joined(separator: ", ")), "
                + "so no limit on spending could hold; give a price table that has them or allow "
                + "unpriced models"
        }
    }
}
