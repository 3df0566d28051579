import Calls
import Logs
import Store

/// A log that was looked at, with what a dataset may know of it.
struct KnownLog {
    private(set) var log: IngestLog

    init(_ path: String, among known: [LogPart]) throws {
        log = IngestLog(path, try Self.digest(path, known.map(\.content.bytes)))
        let (digest, content) = (log.digest, log.digest.content)
        let isThere = known.contains {
            $0.content.bytes >= content.bytes && digest.begins(with: $0.content)
        }
        guard content.bytes > 0 && !isThere else { return }
        log.longer = known.first {
            $0.content.bytes > content.bytes && Self.begins($0, with: content, of: path)
        }
    }

    private static func digest(_ path: String, _ lengths: [Int]) throws -> LogDigest {
        let bytes = try LogBytes(ofFile: path)
        return try LogDigest(isPacked: bytes.isPacked, lengths: lengths, read: bytes.read(into:))
    }

    /// Whether a log of the dataset begins with some content, which can be told as long as it can
    /// be read where it was.
    private static func begins(
        _ part: LogPart, with content: LogContent, of path: String
    ) -> Bool {
        guard PathCheck.exists(part.name), let head = try? head(part.name),
            let other = try? Self.head(path)
        else { return false }
        let size = min(head.count, other.count, content.bytes)
        guard head.prefix(size) == other.prefix(size),
            let digest = try? digest(part.name, [content.bytes, part.content.bytes])
        else { return false }
        return digest.begins(with: part.content) && digest.begins(with: content)
    }

    /// A few bytes from the beginning, which tell most logs apart.
    private static func head(_ path: String) throws -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
        defer { buffer.deallocate() }
        let got = try LogBytes(ofFile: path).read(into: buffer)
        return Array(buffer[..<got])
    }
}
