import Documents

@testable import Logs

extension LogMapping {
    /// A mapping that asks for every kind of value; nil for formats that need none.
    static func any(_ format: LogFormat) -> LogMapping? {
        switch format {
        case .csv: made("{column: request, path: model}", labels: "{column: labels, path: env}")
        case .jsonl: made("request.model", labels: "labels.env", rest: "")
        default: nil
        }
    }

    private static func made(
        _ model: String, labels: String, rest: String = "delimiter: \";\""
    ) -> LogMapping {
        let isCSV = !rest.isEmpty
        let place = isCSV ? "column" : "path"
        let text = """
            mapping: any
            format: \(isCSV ? "csv" : "jsonl")
            fields:
              time: at
              model: \(model)
              prompt_tokens: in
              completion_tokens: out
              cached_tokens: cached
              cost: {\(place): cost, unit: cents}
              failed: {\(place): outcome, equals: [error]}
              messages: \(isCSV ? "{column: request, path: messages}" : "request.messages")
              latency: {\(place): took, unit: seconds}
              user: who
              id: id
            tags:
              env: \(labels)
            \(rest)
            """
        do {
            return try LogMapping(Document(text: text, name: "any.yaml"))
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
