/// What became of a claim or of one check of it.
public enum Verdict: String, Hashable, Sendable {
    /// It is true as it is written.
    case holds
    /// It is not.
    case wrong
    /// Something that it depends on is not known.
    case undecidable

    /// The verdict on a whole whose parts have these.
    init(of parts: [Verdict]) {
        self = [.wrong, .undecidable].first(where: parts.contains) ?? .holds
    }
}

/// All claims of a file, checked.
public struct AuditResult: Sendable {
    /// The file's name for itself.
    public let name: String
    /// Where the claims were made.
    public let note: String?
    /// The SHA-256 of the file of claims.
    public let sha256: String
    /// The price tables that were used: name and hash, in the order of their names.
    public let prices: [(name: String, sha256: String)]
    /// The claims in order.
    public let claims: [ClaimOutcome]

    /// How many claims have a verdict.
    public func count(_ verdict: Verdict) -> Int { claims.count { $0.verdict == verdict } }
}

/// One claim, checked.
public struct ClaimOutcome: Sendable {
    /// What is claimed.
    public let text: String
    /// The verdict on the whole: wrong where one check is, else undecidable where one is.
    public let verdict: Verdict
    /// The price table that it was checked with.
    public let prices: String
    /// On which condition.
    public let provided: [String]
    /// The checks in order.
    public let checks: [CheckOutcome]
    /// Values beside the checks: a label and what it comes to.
    public let exhibits: [(label: String, value: String)]
    /// What the bill says about the mix of models, where that was asked.
    public let mix: MixFinding?
    /// The systems that show the latencies, where that was asked.
    public let systems: [SystemFinding]?
}

/// One check of a claim.
public struct CheckOutcome: Hashable, Sendable {
    /// The statement as it was written.
    public let statement: String
    /// The price table that it was checked with.
    public let prices: String
    /// What became of it.
    public let verdict: Verdict
    /// What the formula comes to, as text; nil where that can't be said.
    public let computed: String?
    /// By how much the claim is off, as text.
    public let difference: String?
    /// What may have led to the claimed number, the likeliest first.
    public let causes: [String]
    /// What is missing.
    public let missing: [String]
}

/// What a bill says about the mix of models.
public struct MixFinding: Sendable {
    /// The mixes.
    public let question: MixQuestion
    /// The answer.
    public let answer: MixAnswer
}

/// A system that shows two measured latencies.
public struct SystemFinding: Hashable, Sendable {
    /// How many times the base load the spike is.
    public let multiplier: Double
    /// Servers of an M/M/c system.
    public let servers: Int
    /// The mean service time, in the claim's unit.
    public let serviceTime: Double
    /// How busy its servers are at base load and in the spike, as shares.
    public let busyAtBase, busyInSpike: Double
    /// How many times the base load it can just not bear.
    public let saturation: Double
}
