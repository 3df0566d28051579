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
        let start = system.map { [ChatRequest.Message(role: "system", content: $0)] } ?? []
        let end = ChatRequest.Message(role: "user", content: last)
        let isWhole = logged.messageCount.map { $0 <= start.count + 1 } ?? false
        let known = SyntheticText.tokens(ofLength: last.utf8.count + (system?.utf8.count ?? 0))
        let missing = isWhole || logged.input <= known ? 0 : logged.input - known
        guard missing > 1 else {
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
