import Pricing

/// Reads an answer that comes in one piece.
struct CompletionReader {
    let text: MessageText

    /// The answer that a body holds.
    ///
    /// - Throws: Where it holds an error, or no answer.
    func completion(_ json: String) throws(UpstreamFailure) -> Completion {
        guard let body = AnswerBody(json.utf8) else { throw noCompletion(json) }
        if let error = body.error { throw failure(error, usage: body.usage, json: json) }
        guard let choice = body.choices?.first, let message = choice.message else {
            throw noCompletion(json)
        }
        return Completion(
            servedModel: body.model.map(text.line), usage: body.usage,
            finishReason: choice.finishReason.map(text.line), content: message.content)
    }

    private func noCompletion(_ json: String) -> UpstreamFailure {
        UpstreamFailure(
            .malformed,
            "the answer is no chat completion with choices: "
                + (json.isEmpty ? "it is empty" : text.line(json)))
    }

    private func failure(
        _ error: AnswerError, usage: Completion.Usage, json: String
    ) -> UpstreamFailure {
        UpstreamFailure(
            .error, "status 200 with an error: \(text.line(error.message ?? json))",
            code: error.code.map(text.line), usage: usage.known ?? .zero)
    }
}
