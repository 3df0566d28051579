/// What to do about a log whose first line shows that its records are not one a line, or whose
/// format was guessed.
struct LayoutAdvice: Sendable, Hashable {
    /// What the log shows, and what to do.
    let hint: String
    /// Whether the line alone may be at fault.
    let isGuess: Bool

    private init(_ hint: String, isGuess: Bool = false) {
        (self.hint, self.isGuess) = (hint, isGuess)
    }

    /// What to do about a bad first line.
    var text: String { isGuess ? "\(BadLine.mending) (\(hint))" : hint }

    /// The advice by the first lines that are not blank; nil where they may be records.
    static func about(_ lines: [SampleLine]) -> LayoutAdvice? {
        guard let first = lines.first else { return nil }
        if first.bytes.first == UInt8(ascii: "[") {
            return LayoutAdvice(
                "a log has one object a line, not a list of them: "
                    + "write it so with jq -c '.[]' FILE")
        }
        let next = lines.dropFirst().first?.bytes.first
        if first.bytes.elementsEqual("{".utf8) && next == UInt8(ascii: "\"") {
            return LayoutAdvice(
                "a log has one object a line, not one over several: "
                    + "write it so with jq -c . FILE")
        }
        return isHistory(first) ? history : nil
    }

    private static let history = LayoutAdvice(
        "a history of one row a period is no log: give it to 'tollgate forecast --series FILE'")

    /// Whether it is the header of a table of periods, such as a bill's.
    private static func isHistory(_ line: SampleLine) -> Bool {
        let columns = String(decoding: line.bytes, as: UTF8.self)
            .split { ",\r\n".contains($0) }.map { $0.lowercased() }
        return columns.contains { ["time", "date"].contains($0) }
            && columns.contains { ["requests", "tokens", "spend"].contains($0) }
    }

    /// The advice on JSON that was taken for native because it has no format's keys.
    static let guessed = LayoutAdvice(
        "read as native, since no format has its keys; see 'tollgate formats', "
            + "--input-format, or --mapping for others", isGuess: true)
}
