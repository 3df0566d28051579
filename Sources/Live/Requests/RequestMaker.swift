import Statistics
public import Upstream

/// Makes requests of what a log tells of them.
public struct RequestMaker: Sendable {
    /// Which model they are sent to.
    public var choice: ModelChoice
    /// Whether answers come in pieces; without, there is no time to the first token.
    public var isStreamed: Bool
    /// The limit on output of requests for which the log tells neither a limit nor an output.
    public var otherwiseMaxTokens: Int64
    /// What decides texts that are made up; another one for each run, so that no prompt is the same
    /// as one that a provider may have kept.
    public var seed: UInt64

    /// A maker.
    ///
    /// - Parameters:
    ///   - choice: Which model they are sent to.
    ///   - seed: What decides texts that are made up.
    ///   - isStreamed: Whether answers come in pieces.
    ///   - otherwiseMaxTokens: The limit on output where the log tells none.
    public init(
        choice: ModelChoice, seed: UInt64, isStreamed: Bool = true,
        otherwiseMaxTokens: Int64 = ChatRequest.maxTokens
    ) {
        (self.choice, self.seed) = (choice, seed)
        (self.isStreamed, self.otherwiseMaxTokens) = (isStreamed, otherwiseMaxTokens)
    }

    /// The requests of a sample.
    ///
    /// - Parameter drawn: The sample, in order of sending.
    /// - Returns: One request each.
    /// - Throws: `LiveError.noModel` where a request has none.
    public func requests(_ drawn: [DrawnRequest]) throws(LiveError) -> [PlannedRequest] {
        var planned: [PlannedRequest] = []
        for (number, request) in drawn.enumerated() {
            planned.append(try self.request(request, number: number))
        }
        return planned
    }

    private func request(
        _ drawn: DrawnRequest, number: Int
    ) throws(LiveError) -> PlannedRequest {
        let logged = drawn.logged
        let text = RequestText(logged, seed: seed, number: number)
        let limit = maxTokens(of: logged)
        let chat = ChatRequest(
            model: try choice.model(of: logged), messages: text.messages, maxTokens: limit,
            isStreamed: isStreamed)
        return PlannedRequest(
            number: number, drawn: drawn, chat: chat, text: text.origin, input: text.tokens,
            output: logged.output.map { min($0, UInt64(limit)) })
    }

    /// The limit that the log has, else as much as was put out, so that the answer is no longer.
    private func maxTokens(of logged: LoggedRequest) -> Int64 {
        let output = logged.output.map { Int64(clamping: $0) }
        return max(1, logged.maxTokens ?? output ?? otherwiseMaxTokens)
    }
}

extension ModelChoice {
    fileprivate func model(of logged: LoggedRequest) throws(LiveError) -> String {
        switch self {
        case .logged:
            guard !logged.model.isEmpty else { throw .noModel }
            return logged.model
        case .model(let model): return model
        }
    }
}
