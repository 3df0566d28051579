/// What sends requests and tells everything that became of them.
public protocol ChatSending: Sendable {
    /// Sends a request, tries it again and elsewhere as far as it is allowed to.
    ///
    /// It never throws: what goes wrong is the outcome of an attempt. A task that is cancelled ends
    /// its attempt with `.cancelled`.
    ///
    /// - Parameter request: The request.
    /// - Returns: All attempts.
    func send(_ request: ChatRequest) async -> Exchange
}
