internal import Foundation
import Limits
import Pricing

/// Sends one request once.
struct AttemptSender: Sendable {
    let endpoint: Endpoint
    let key: APIKey
    let transport: any Transport
    let timepiece: any Timepiece
    let limits: ClientLimits

    /// Sends a request and waits for its answer, at most until a time.
    func send(
        _ request: ChatRequest, until end: Instant, handOn: @escaping AnswerHandler
    ) async -> Attempt {
        let start = timepiece.now()
        let deadline = min(start + limits.attempt, end)
        let run = await Deadline.run(until: deadline, on: timepiece) {
            await receive(request, handOn)
        }
        var reception = run.value
        if run.isLate, case .failed(let failure) = reception.outcome, failure.kind == .cancelled {
            reception.outcome = .failed(
                UpstreamFailure(.deadline, "no whole answer within \((deadline - start).text)"))
        }
        return Attempt(
            model: request.model, start: start, end: reception.end, firstByte: reception.firstByte,
            pieces: reception.pieces, status: reception.status, outcome: reception.outcome)
    }

    var text: MessageText { MessageText(key: key) }

    private func receive(
        _ request: ChatRequest, _ handOn: @escaping AnswerHandler
    ) async -> Reception {
        do throws(UpstreamFailure) {
            let answer = try await head(of: try wire(request))
            return await receive(answer, isStreamed: request.isStreamed, handOn)
        } catch {
            return Reception(outcome: .failed(error), end: timepiece.now())
        }
    }

    private func wire(_ request: ChatRequest) throws(UpstreamFailure) -> WireRequest {
        guard let body = try? request.json else {
            throw UpstreamFailure(.malformed, "the request can't be written as JSON", usage: .zero)
        }
        return WireRequest(
            method: "POST", url: endpoint.completions,
            headers: [
                ("Authorization", key.authorization), ("Content-Type", "application/json"),
                ("Accept", request.isStreamed ? "text/event-stream" : "application/json"),
            ], body: body)
    }

    /// The head of the answer, if it comes within the time for it.
    private func head(of request: WireRequest) async throws(UpstreamFailure) -> WireAnswer {
        // Where it is no shorter than the attempt's own, that one alone decides.
        let isShorter = limits.firstByte < limits.attempt
        let end = timepiece.now() + (isShorter ? limits.firstByte : limits.attempt + .minute)
        let run = await Deadline.run(until: end, on: timepiece) {
            do throws(TransportError) {
                return Result<WireAnswer, TransportError>.success(try await transport.send(request))
            } catch {
                return .failure(error)
            }
        }
        switch run.value {
        case .success(let answer): return answer
        case .failure(let error):
            guard !run.isLate else {
                throw UpstreamFailure(
                    .firstByteTimeout, "no answer began within \(limits.firstByte.text)")
            }
            throw UpstreamFailure(error, text: text)
        }
    }

    private func receive(
        _ answer: WireAnswer, isStreamed: Bool, _ handOn: @escaping AnswerHandler
    ) async -> Reception {
        let firstByte = timepiece.now()
        let headers = Headers(answer.headers)
        var reception: Reception
        if answer.status != 200 {
            reception = await receiveError(answer, headers)
        } else if Self.isStream(headers, isStreamed) {
            reception = await receiveStream(answer, handOn)
        } else {
            reception = await receiveWhole(answer, handOn)
        }
        (reception.status, reception.firstByte) = (answer.status, firstByte)
        return reception
    }

    /// What the answer says that it is; where it doesn't, what was asked for.
    private static func isStream(_ headers: Headers, _ isStreamed: Bool) -> Bool {
        guard let type = headers["content-type"]?.lowercased() else { return isStreamed }
        return type.contains("event-stream") || (isStreamed && !type.contains("json"))
    }
}

extension TimeSpan {
    /// The span in seconds, as it stands in a message.
    fileprivate var text: String { "\(seconds.formatted(.number.grouping(.never))) s" }
}
