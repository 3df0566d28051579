/// What to do about a log whose first line shows that its records are not one a line.
enum LayoutAdvice {
    /// The advice by the first lines that are not blank; nil where they may be records.
    static func about(_ lines: [SampleLine]) -> String? {
        guard let first = lines.first else { return nil }
        if first.bytes.first == UInt8(ascii: "[") {
            return "a log has one object a line, not a list of them: "
                + "write it so with jq -c '.[]' FILE"
        }
        let next = lines.dropFirst().first?.bytes.first
        if first.bytes.elementsEqual("{".utf8) && next == UInt8(ascii: "\"") {
            return "a log has one object a line, not one over several: "
                + "write it so with jq -c . FILE"
        }
        return nil
    }

    /// The advice on JSON that was taken for native because it has no format's keys.
    static let guessed =
        BadLine.mending + " (read as native, since no format has its keys; see 'tollgate formats', "
        + "--input-format, or --mapping for others)"
}
