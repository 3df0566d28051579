public import Limits

/// What became of one request: its attempts in order, at least one.
public struct Exchange: Sendable, Hashable {
    /// The attempts in order; never empty.
    public let attempts: [Attempt]

    /// An exchange.
    ///
    /// - Parameter attempts: The attempts in order, at least one.
    public init(_ attempts: [Attempt]) {
        precondition(!attempts.isEmpty)
        self.attempts = attempts
    }

    /// When the first attempt began.
    public var start: Instant { attempts[0].start }
    /// When the last attempt ended.
    public var end: Instant { attempts[attempts.count - 1].end }
    /// The answer; nil where the last attempt failed too.
    public var completion: Completion? {
        if case .completed(let completion) = attempts[attempts.count - 1].outcome {
            completion
        } else {
            nil
        }
    }
    /// Why there is no answer; nil where there is one.
    public var failure: UpstreamFailure? {
        if case .failed(let failure) = attempts[attempts.count - 1].outcome { failure } else { nil }
    }
}
