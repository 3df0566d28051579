import Limits
import Pricing

/// Puts the chunks of a stream together.
struct StreamReader {
    /// When visible output came.
    private(set) var pieces: [Instant] = []
    /// Whether the last event said that nothing follows.
    private(set) var isDone = false
    private var model, finishReason: String?
    private var usage = Completion.Usage.unknown
    private var content = ""

    let text: MessageText

    init(text: MessageText) { self.text = text }

    /// Takes an event in.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - time: When it came.
    /// - Returns: What it adds to the answer; nil where it ends the stream.
    /// - Throws: Where it tells an error, or can't be read.
    mutating func take(_ event: ServerEvent, at time: Instant) throws(UpstreamFailure)
        -> AnswerPiece?
    {
        guard let json = String(validating: event.data, as: UTF8.self) else {
            throw UpstreamFailure(.malformed, "the stream holds invalid UTF-8")
        }
        if json == "[DONE]" {
            isDone = true
            return nil
        }
        guard let body = AnswerBody(event.data) else {
            throw UpstreamFailure(
                .malformed, "the stream holds what is no chunk of an answer: \(text.line(json))")
        }
        note(body)
        if let error = body.error { throw failure(error, json: json) }
        if event.name == "error" { throw failure(nil, json: json) }
        return piece(of: body, json: json, at: time)
    }

    /// The answer, if the stream came to its end: with `[DONE]` or a reason why the output ended.
    var completion: Completion? {
        guard isDone || finishReason != nil else { return nil }
        return Completion(
            servedModel: model, usage: usage, finishReason: finishReason, content: content)
    }

    private mutating func note(_ body: AnswerBody) {
        if let model = body.model { self.model = text.line(model) }
        if body.usage != .unknown { usage = body.usage }
    }

    private mutating func piece(
        of body: AnswerBody, json: String, at time: Instant
    ) -> AnswerPiece {
        let choice = body.choices?.first { ($0.index ?? 0) == 0 }
        let written = choice?.delta ?? choice?.message
        if let reason = choice?.finishReason { finishReason = text.line(reason) }
        content += written?.content ?? ""
        let isVisible = written?.isVisible ?? false
        if isVisible { pieces.append(time) }
        return AnswerPiece(
            json: json, text: written?.content ?? "", isVisible: isVisible, time: time)
    }

    private func failure(_ error: AnswerError?, json: String) -> UpstreamFailure {
        UpstreamFailure(
            .stream, "the stream ended with an error: \(text.line(error?.message ?? json))",
            code: (error?.code).map(text.line), usage: usage.known)
    }
}

extension Completion.Usage {
    /// The counts; nil where they are unknown.
    var known: TokenUsage? { if case .known(let usage) = self { usage } else { nil } }
}
