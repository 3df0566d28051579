/// The types of observation that Langfuse knows.
enum ObservationType: String {
    case generation = "GENERATION"
    case embedding = "EMBEDDING"
    case span = "SPAN"
    case event = "EVENT"
    case agent = "AGENT"
    case tool = "TOOL"
    case chain = "CHAIN"
    case retriever = "RETRIEVER"
    case evaluator = "EVALUATOR"
    case guardrail = "GUARDRAIL"

    /// Whether it is a call to a model, for which Langfuse tracks usage and cost; the others stand
    /// around such calls and may repeat their usage.
    var isCall: Bool { self == .generation || self == .embedding }

    /// Takes the type, or nil for null.
    static func read(_ cursor: inout JSONCursor) throws(BadLine) -> ObservationType? {
        let start = cursor.at
        guard let text = try cursor.optionalText("type") else { return nil }
        if let type = ObservationType(rawValue: text.string) { return type }
        cursor.at = start
        throw try cursor.wrongValue("type", expected: expectation)
    }

    static let expectation = "a type of observation, such as \"GENERATION\""
}
