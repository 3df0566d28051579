import Limits

extension AttemptSender {
    func receiveWhole(_ answer: WireAnswer, _ handOn: AnswerHandler) async -> Reception {
        do throws(UpstreamFailure) {
            let bytes = try await reader(answer, limits.answerBytes).bytes()
            let end = timepiece.now()
            guard let json = String(validating: bytes, as: UTF8.self) else {
                throw UpstreamFailure(.malformed, "the answer holds invalid UTF-8")
            }
            let completion = try CompletionReader(text: text).completion(json)
            await handOn(
                AnswerPiece(json: json, text: completion.content, isVisible: true, time: end))
            return Reception(pieces: [end], outcome: .completed(completion), end: end)
        } catch {
            return Reception(outcome: .failed(error), end: timepiece.now())
        }
    }

    func receiveStream(_ answer: WireAnswer, _ handOn: @escaping AnswerHandler) async -> Reception {
        var stream = StreamReception(text: text, timepiece: timepiece, handOn: handOn)
        let outcome = await stream.receive(reader(answer, limits.answerBytes))
        let end = timepiece.now()
        if case .completed = outcome { await drain(answer) }
        return Reception(pieces: stream.pieces, outcome: outcome, end: end)
    }

    func receiveError(_ answer: WireAnswer, _ headers: Headers) async -> Reception {
        let body: Result<[UInt8], UpstreamFailure>
        do throws(UpstreamFailure) {
            body = .success(try await reader(answer, limits.errorBytes).bytes())
        } catch {
            guard error.kind != .cancelled else {
                return Reception(outcome: .failed(error), end: timepiece.now())
            }
            body = .failure(error)
        }
        let now = timepiece.now()
        let failure = ErrorReader(text: text, host: endpoint.host)
            .failure(status: answer.status, headers: headers, body: body, now: now)
        return Reception(outcome: .failed(failure), end: now)
    }

    private func reader(_ answer: WireAnswer, _ limit: Int) -> BodyReader {
        BodyReader(body: answer.body, text: text, limit: limit)
    }

    /// Waits a moment for the end of a body after `[DONE]`.
    ///
    /// A connection whose answer was read to its end serves the next request too. What else comes
    /// is dropped, and not for long.
    private func drain(_ answer: WireAnswer) async {
        let end = timepiece.now() + .milliseconds(250)
        let rest = reader(answer, limits.errorBytes)
        _ = await Deadline.run(until: end, on: timepiece) { try? await rest.bytes() }
    }
}
