import Limits

/// A client of one OpenAI-compatible service.
public struct UpstreamClient: ChatSending {
    private let sender: AttemptSender
    private let options: ClientOptions
    private let waits: Waits

    /// A client.
    ///
    /// - Parameters:
    ///   - endpoint: Where the service lives.
    ///   - key: The key that requests are signed with.
    ///   - transport: What carries them.
    ///   - timepiece: The clock for all deadlines and waits.
    ///   - options: How it behaves.
    public init(
        _ endpoint: Endpoint, key: APIKey, over transport: any Transport,
        timepiece: any Timepiece = SystemTimepiece(), options: ClientOptions = ClientOptions()
    ) {
        sender = AttemptSender(
            endpoint: endpoint, key: key, transport: transport, timepiece: timepiece,
            limits: options.limits)
        self.options = options
        waits = Waits(options.retries, options.generator)
    }

    /// Sends a request, again and to other models as far as the options allow.
    public func send(_ request: ChatRequest) async -> Exchange {
        await send(request) { _ in }
    }

    /// Sends a request and hands its answer on as it comes.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - handOn: What takes the pieces of the answer; those of a failed attempt only where it had
    ///     shown output, and then no other attempt follows.
    /// - Returns: All attempts.
    public func send(
        _ request: ChatRequest, handOn: @escaping AnswerHandler
    ) async -> Exchange {
        let end = sender.timepiece.now() + options.limits.exchange
        var course = Course(
            from: request.model, until: end, fallback: options.fallback, waits: waits)
        var request = request
        var attempts: [Attempt] = []
        while true {
            request.model = course.model
            let attempt = await sender.send(request, until: end, handOn: handOn)
            attempts.append(attempt)
            guard let wait = course.wait(after: attempt, at: sender.timepiece.now()),
                await hasPassed(wait)
            else { return Exchange(attempts) }
        }
    }

    /// Waits; false where the task is cancelled.
    private func hasPassed(_ wait: TimeSpan) async -> Bool {
        guard wait > .zero else { return !Task.isCancelled }
        let end = sender.timepiece.now() + wait
        return (try? await sender.timepiece.sleep(until: end)) != nil
    }
}
