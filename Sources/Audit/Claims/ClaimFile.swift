import Documents

/// Claims that someone makes about prices and savings, each with what can be checked of it.
public struct ClaimFile: Sendable {
    /// The name in reports.
    public let name: String
    /// Where the claims were made, and what else a reader should know.
    public let note: String?
    /// The price table of claims that name no other: a built-in one or a file.
    public let prices: String
    /// The claims in order.
    let claims: [Claim]
    /// The SHA-256 of the document's bytes.
    public let sha256: String

    /// Every price table that the claims name.
    public var priceTables: Set<String> {
        let own = claims.flatMap { [$0.prices] + $0.checks.map(\.prices) }
        return Set([prices] + own.compactMap { $0 })
    }

}

/// One claim.
struct Claim: Sendable {
    /// A value that formulas use by name.
    enum Value: Hashable, Sendable {
        case known(Fraction)
        case between(ClosedRange<Fraction>)
        /// Nobody says; what depends on it can't be decided.
        case unknown
    }

    /// A statement to check, with a price table of its own or the claim's.
    struct Check: Sendable {
        let statement: Statement
        let prices: String?
        let node: Node
    }

    /// A formula whose value is shown beside the checks.
    struct Exhibit: Sendable {
        let label: String
        let formula: Formula
        let unit: WrittenNumber.Unit?
    }

    /// Two latencies, from which one would like to know the system.
    struct Spike: Sendable {
        let base: Fraction
        let spike: Fraction
        let multipliers: [Fraction]
    }

    /// Tokens and a bill, from which one would like to know the mix of models.
    struct Mix: Sendable {
        let tokens: Fraction
        let bill: Fraction
        let parts: Int
        let models: [String]?
    }

    let text: String
    let prices: String?
    /// On which condition it is checked.
    let provided: [String]
    let values: [String: Value]
    let checks: [Check]
    let exhibits: [Exhibit]
    let mix: Mix?
    let spike: Spike?
    /// The currencies of the values, of the mix's bill and of what is shown.
    let currencies: Set<String>
    let node: Node

    /// Values that are measured on logs begin like this.
    static let measuredPrefix = "log."
}
