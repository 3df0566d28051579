/// What a span does, by `gen_ai.operation.name` or, with older instrumentations,
/// `llm.request.type`.
enum SpanOperation {
    /// A call to a model.
    case call
    /// A call to a model whose answer is numbers.
    case embedding
    /// An agent or a workflow: it makes calls, and may tell their sum.
    case group
    /// A tool that a model asked for, or the making of an agent.
    case tool
    /// Something that is not known to be a call.
    case other
    /// No name is given.
    case unnamed

    private static let known: [(names: [StaticString], operation: SpanOperation)] = [
        (["chat", "text_completion", "generate_content", "completion"], .call),
        (["embeddings", "embedding"], .embedding),
        (["invoke_agent", "invoke_workflow", "retrieval"], .group),
        (["execute_tool", "create_agent"], .tool),
    ]

    init(_ name: JSONText?) {
        self = name == nil ? .unnamed : .other
        guard let name else { return }
        name.withUnescaped { bytes in
            for (names, operation) in Self.known where names.contains(where: { $0.isEqual(bytes) })
            {
                self = operation
            }
        }
    }
}

extension StaticString {
    /// Whether the bytes are those of the string.
    fileprivate func isEqual(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount).elementsEqual(bytes)
    }
}
