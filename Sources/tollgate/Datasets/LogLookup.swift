import Calls
import Logs
import Store

/// Looks at logs and finds what a dataset may know of them.
final class LogLookup {
    /// A few bytes from the beginning of logs, which tell most of them apart; none where a log
    /// can't be read any more.
    private var heads: [String: [UInt8]] = [:]

    /// A log, with a longer one of the dataset that begins with it.
    func log(_ path: String, among known: [LogPart]) throws -> IngestLog {
        var log = IngestLog(path, try digest(path, known.map(\.content.bytes)))
        let (digest, content) = (log.digest, log.digest.content)
        let isThere = known.contains {
            $0.content.bytes >= content.bytes && digest.begins(with: $0.content)
        }
        guard content.bytes > 0 && !isThere else { return log }
        log.longer = known.first {
            $0.content.bytes > content.bytes && begins($0, with: content, of: path)
        }
        return log
    }

    private func digest(_ path: String, _ lengths: [Int]) throws -> LogDigest {
        let bytes = try LogBytes(ofFile: path)
        return try LogDigest(isPacked: bytes.isPacked, lengths: lengths, read: bytes.read(into:))
    }

    /// Whether a log of the dataset begins with some content, which can be told as long as it can
    /// be read where it was.
    private func begins(_ part: LogPart, with content: LogContent, of path: String) -> Bool {
        let (head, other) = (head(part.name), head(path))
        let size = min(head.count, other.count, content.bytes)
        guard size > 0, head.prefix(size) == other.prefix(size),
            let digest = try? digest(part.name, [content.bytes, part.content.bytes])
        else { return false }
        return digest.begins(with: part.content) && digest.begins(with: content)
    }

    private func head(_ path: String) -> [UInt8] {
        if let known = heads[path] { return known }
        // A pipe that has taken the place of a log would block.
        let isFile = LogInput.totalBytes([.file(path)]) != nil
        let head = isFile ? (try? Self.firstBytes(path)) ?? [] : []
        heads[path] = head
        return head
    }

    private static func firstBytes(_ path: String) throws -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
        defer { buffer.deallocate() }
        let bytes = try LogBytes(ofFile: path)
        var count = 0
        while count < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
            let got = try bytes.read(into: rest)
            if got == 0 { break }
            count += got
        }
        return Array(buffer[..<count])
    }
}
