import Limits
import Routing

/// The way of one request: the model it is at, and what follows a failure.
struct Course {
    /// The model that is asked next.
    private(set) var model: String
    private var tried: Set<String> = []
    private var retries = 0
    private let fallback: Policy?
    private let waits: Waits
    private let end: Instant

    init(from model: String, until end: Instant, fallback: Policy?, waits: Waits) {
        (self.model, self.end) = (model, end)
        (self.fallback, self.waits) = (fallback, waits)
    }

    /// How long to wait before the next attempt; nil where there is none.
    ///
    /// A model is tried again as often as the schedule allows, then the next one of the chain, at
    /// once. Nothing follows visible output, and no wait begins that would pass the end.
    mutating func wait(after attempt: Attempt, at now: Instant) -> TimeSpan? {
        guard case .failed(let failure) = attempt.outcome, attempt.pieces.isEmpty else {
            return nil
        }
        if attempt.isWorthRetrying,
            let wait = waits.delay(beforeRetry: retries + 1, retryAfter: failure.retryAfter),
            now + wait < end
        {
            retries += 1
            return wait
        }
        guard failure.isWorthFallback(status: attempt.status), now < end,
            let next = fallback?.next(after: model, tried: tried)
        else { return nil }
        tried.insert(model)
        (model, retries) = (next, 0)
        return .zero
    }
}

extension Attempt {
    /// Whether the same request may fare better later.
    fileprivate var isWorthRetrying: Bool {
        guard case .failed(let failure) = outcome, failure.kind != .cancelled else { return false }
        if let shouldRetry = failure.shouldRetry { return shouldRetry }
        return switch failure.kind {
        case .connection, .cut: true
        case .rateLimited, .status: Self.isPassing(status)
        case .error, .stream: Self.isPassing(failure.code.flatMap { Int($0) })
        case .tls, .firstByteTimeout, .deadline, .redirect, .malformed, .tooLong, .cancelled: false
        }
    }

    /// Whether a status tells of something that passes: 408, 409, 429 and 5xx.
    private static func isPassing(_ status: Int?) -> Bool {
        status.map { [408, 409, 429].contains($0) || 500...599 ~= $0 } ?? false
    }
}

extension UpstreamFailure {
    /// Whether another model may fare better: not where the key or the address is at fault.
    fileprivate func isWorthFallback(status: Int?) -> Bool {
        switch kind {
        case .tls, .redirect, .cancelled: false
        default: status != 401
        }
    }
}
