/// One event of a stream.
struct ServerEvent: Hashable, Sendable {
    /// What `event:` says; empty where nothing does.
    var name = ""
    /// What `data:` says, several lines joined by line feeds.
    var data: [UInt8] = []
}

/// Cuts bytes into server-sent events, however they are cut into pieces
/// (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream).
///
/// Lines end with CR, LF or both. Comments, `id` and `retry` are passed over. It keeps bytes until
/// an event is whole; a bound on them is up to who feeds it.
struct EventParser {
    private var line: [UInt8] = []
    private var event = ServerEvent()
    private var hasData = false
    private var isAfterReturn = false
    private var isFirstLine = true

    /// Takes bytes in.
    ///
    /// - Parameter bytes: The next bytes of the stream.
    /// - Returns: The events that are whole by now.
    mutating func take(_ bytes: some Sequence<UInt8>) -> [ServerEvent] {
        var events: [ServerEvent] = []
        for byte in bytes {
            defer { isAfterReturn = byte == Self.carriageReturn }
            switch byte {
            case Self.lineFeed where isAfterReturn: break
            case Self.lineFeed, Self.carriageReturn:
                if let event = endLine() { events.append(event) }
            default: line.append(byte)
            }
        }
        return events
    }

    /// What stands at the end of the stream without the blank line that should have followed.
    mutating func finish() -> ServerEvent? {
        if !line.isEmpty { _ = endLine() }
        return dispatch()
    }

    private mutating func endLine() -> ServerEvent? {
        defer { line.removeAll(keepingCapacity: true) }
        var rest = line[...]
        if isFirstLine, rest.starts(with: Self.byteOrderMark) { rest = rest.dropFirst(3) }
        isFirstLine = false
        guard !rest.isEmpty else { return dispatch() }
        takeField(rest)
        return nil
    }

    private mutating func takeField(_ line: ArraySlice<UInt8>) {
        let name = line.prefix { $0 != UInt8(ascii: ":") }
        var value = line[name.endIndex...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        if name.elementsEqual("data".utf8) {
            if hasData { event.data.append(Self.lineFeed) }
            event.data += value
            hasData = true
        } else if name.elementsEqual("event".utf8) {
            event.name = String(decoding: value, as: UTF8.self)
        }
    }

    private mutating func dispatch() -> ServerEvent? {
        defer { (event, hasData) = (ServerEvent(), false) }
        return hasData ? event : nil
    }

    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
