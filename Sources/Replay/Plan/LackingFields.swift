/// Fields on which a decision depends and which a record lacks, in words.
public struct LackingFields: Sendable {
    /// What no option can fill in: which record it is, when it was, and what is billed.
    private static let fixed: Set = [
        "id", "hour", "weekday", "completion_tokens", "latency_ms", "cost_usd",
        "failed",
    ]

    private let fields: [String]

    /// The fields by the names that conditions give them; one at least.
    public init(_ fields: [String]) { self.fields = fields }

    /// All of them, such as `team and max_tokens`.
    public var list: String { fields.joined(separator: " and ") }

    /// What to do about it.
    public var remedy: String {
        let open = fields.filter { !Self.fixed.contains($0) }
        let closed = fields.filter { Self.fixed.contains($0) }
        let assumptions = open.map { "--assume \($0)=…" }.joined(separator: " ")
        let parts = [
            open.isEmpty ? nil : "add \(assumptions)",
            closed.isEmpty
                ? nil : "nothing can be assumed for \(closed.joined(separator: " and "))",
        ]
        return parts.compactMap { $0 }.joined(separator: "; ")
    }
}
