internal import Foundation
import Limits
import Pricing

/// Makes failures of answers whose status is not 200.
struct ErrorReader {
    let text: MessageText
    /// The host that was asked.
    let host: String

    /// The failure that an answer tells.
    ///
    /// - Parameters:
    ///   - status: The HTTP status.
    ///   - headers: The head of the answer.
    ///   - body: Its body, or why it could not be read.
    ///   - now: The time.
    /// - Returns: The failure.
    func failure(
        status: Int, headers: Headers, body: Result<[UInt8], UpstreamFailure>,
        now: Instant
    ) -> UpstreamFailure {
        if 300...399 ~= status { return redirect(status, to: headers["location"]) }
        let advice = RetryAdvice(headers, now: now)
        let answer = (try? body.get()).flatMap { AnswerBody($0) }
        return UpstreamFailure(
            status == 429 ? .rateLimited : .status,
            "status \(status): \(words(body, answer?.error))",
            code: answer?.error?.code.map(text.line), retryAfter: advice.wait,
            shouldRetry: advice.shouldRetry, usage: answer?.usage.known ?? .zero)
    }

    private func words(
        _ body: Result<[UInt8], UpstreamFailure>, _ error: AnswerError?
    ) -> String {
        switch body {
        case .failure(let failure): return failure.message
        case .success(let bytes):
            let line = text.line(error?.message ?? String(decoding: bytes, as: UTF8.self))
            return line.isEmpty ? "no body" : line
        }
    }

    /// Names the other host only: the rest of the address may hold anything.
    private func redirect(_ status: Int, to location: String?) -> UpstreamFailure {
        let address = location.map(text.key.redacted)
        let other = address.flatMap { URLComponents(string: $0)?.host } ?? "another address"
        return UpstreamFailure(
            .redirect,
            "status \(status): \(host) redirects to \(text.line(other)); no redirect is followed, "
                + "for the key would go along: give the address that is meant",
            usage: .zero)
    }
}
