import Upstream

/// The messages of a request: those of the log as far as it has them, made up otherwise.
struct RequestText {
    let messages: [ChatRequest.Message]
    let origin: TextOrigin
    /// How many tokens they have, about.
    let tokens: UInt64

    init(_ logged: LoggedRequest, seed: UInt64, number: Int) {
        var words = SyntheticText(seed: seed, number: number)
        tokens = logged.input
        guard let last = logged.last else {
            origin = .synthetic
            messages = [.init(role: "user", content: words.text(tokens: logged.input))]
            return
        }
        let system = logged.system.flatMap { $0.isEmpty ? nil : $0 }
        let own = UInt64(system == nil ? 1 : 2)
        var messages = system.map { [ChatRequest.Message(role: "system", content: $0)] } ?? []
        let isWhole = logged.messageCount.map { UInt64(max(0, $0)) <= own } ?? false
        let known = SyntheticText.tokens(ofLength: last.utf8.count + (system?.utf8.count ?? 0))
        if !isWhole, logged.input > known {
            messages.append(
                .init(role: "user", content: words.text(tokens: logged.input - known)))
        }
        origin = isWhole || messages.count == Int(own) - 1 ? .logged : .padded
        messages.append(.init(role: "user", content: last))
        self.messages = messages
    }
}
