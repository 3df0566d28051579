import Foundation

/// One connection to a `LoopbackServer`, with calls that block.
struct LoopbackConnection: Sendable {
    private let socket: Int32
    private let stream: AsyncStream<String>.Continuation

    init(socket: Int32, tell: AsyncStream<String>.Continuation) {
        (self.socket, stream) = (socket, tell)
        // Nothing blocks for longer than this, whatever a test does.
        var longest = timeval(tv_sec: 20, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(
                socket, SOL_SOCKET, option, &longest, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    /// The next request, head and body; nil where there is none.
    func request() -> String? {
        var bytes: [UInt8] = []
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n") {
                let head = text[..<end.lowerBound].lowercased()
                let length = head.firstMatch(of: /content-length: (\d+)/).flatMap { Int($0.1) } ?? 0
                if text[end.upperBound...].utf8.count >= length { return text }
            }
            guard let more = receive() else { return nil }
            bytes += more
        }
    }

    /// Sends bytes; false where the other side has closed the connection.
    @discardableResult
    func send(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Sends a whole answer.
    func answer(_ status: Int = 200, _ headers: [String] = [], _ body: String = "") {
        let lines = ["HTTP/1.1 \(status) X"] + headers + ["Content-Length: \(body.utf8.count)"]
        send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// Waits until the other side closes the connection, and tells that.
    func tellClosing() {
        while receive() != nil {}
        tell("closed")
    }

    func tell(_ event: String) { stream.yield(event) }

    private func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(socket, &buffer, buffer.count)
        // What takes too long is no closing: the test that waits for it fails.
        if count < 0, errno == EAGAIN { tell("still open") }
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }
}
