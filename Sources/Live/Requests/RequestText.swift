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
        let system = logged.system.flatMap { $0.isEmpty ? nil : $0 }
        let start = system.map { [ChatRequest.Message(role: "system", content: $0)] } ?? []
        let bytes = (system?.utf8.count ?? 0) + (logged.last?.utf8.count ?? 0)
        let known = SyntheticText.tokens(ofLength: bytes)
        let missing = logged.input > known ? logged.input - known : 0
        guard let last = logged.last else {
            origin = system == nil ? .synthetic : .padded
            messages = start + [.init(role: "user", content: words.text(tokens: missing))]
            return
        }
        let end = ChatRequest.Message(role: "user", content: last)
        let isWhole = logged.messageCount.map { $0 <= start.count + 1 } ?? false
        guard missing > 1, !isWhole else {
            (origin, messages) = (.logged, start + [end])
            return
        }
        // Question and answer, since some services want speakers to take turns.
        let asked = words.text(tokens: missing / 2)
        let answered = words.text(tokens: missing - missing / 2)
        origin = .padded
        messages =
            start + [
                .init(role: "user", content: asked), .init(role: "assistant", content: answered),
                end,
            ]
    }
}
