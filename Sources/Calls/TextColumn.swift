/// One text a row, all in one buffer.
public final class TextColumn {
    private struct Span {
        var start = 0
        var count = -1
    }

    private var bytes: [UInt8] = []
    private var spans: [Span]

    init(rows: Int) { spans = Array(repeating: Span(), count: rows) }

    /// Lends the text of a row as UTF-8; nil where the record does not tell it.
    public func withText<Result>(
        _ row: Int, _ body: (UnsafeBufferPointer<UInt8>?) throws -> Result
    ) rethrows -> Result {
        let span = spans[row]
        guard span.count >= 0 else { return try body(nil) }
        return try bytes.withUnsafeBufferPointer {
            try body(UnsafeBufferPointer(rebasing: $0[span.start..<span.start + span.count]))
        }
    }

    /// The text of a row; nil where the record does not tell it.
    public func text(_ row: Int) -> String? {
        withText(row) { $0.map { String(decoding: $0, as: UTF8.self) } }
    }

    func set(_ row: Int, to text: [UInt8]?) {
        spans[row] = Span(start: bytes.count, count: text?.count ?? -1)
        if let text { bytes += text }
    }

    func move(_ row: Int, to place: Int) { spans[place] = spans[row] }

    func removeAll() { bytes.removeAll(keepingCapacity: true) }
}

/// The full texts of a request's messages as UTF-8; nil where the record does not tell them.
public struct MessageTexts: Hashable, Sendable {
    /// The first message whose role is `system`; empty where there is none.
    public var system: [UInt8]?
    /// The last message.
    public var last: [UInt8]?

    /// Texts that are not known.
    public init() {}

    /// The text of one of the messages.
    public subscript(message: TextMatch.Message) -> [UInt8]? {
        get { message == .system ? system : last }
        set { if message == .system { system = newValue } else { last = newValue } }
    }
}
