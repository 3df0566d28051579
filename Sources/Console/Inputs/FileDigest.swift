import Crypto
import Foundation
package import Logs

/// The size and the SHA-256 of a file's bytes as they lie on the disk, packed or not.
package struct FileDigest {
    package let bytes: UInt64
    package let sha256: String

    /// Reads an input once more; nil where that is not possible, as with standard input.
    package init?(_ input: LogInput) throws {
        switch input {
        case .file("-"): return nil
        case .file(let path), .part(let path, _, _):
            guard try Self.isRegular(path) else { return nil }
            try self.init(path: path)
        case .memory(_, let memory):
            self.init(
                bytes: UInt64(memory.bytes.count),
                sha256: Self.hexadecimal(SHA256.hash(data: Data(memory.bytes))))
        }
    }

    /// Of a text as it will be written.
    package init(_ text: String) {
        self.init(
            bytes: UInt64(text.utf8.count),
            sha256: Self.hexadecimal(SHA256.hash(data: Data(text.utf8))))
    }

    private init(bytes: UInt64, sha256: String) { (self.bytes, self.sha256) = (bytes, sha256) }

    private init(path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw FileError(path, "can't be opened")
        }
        defer { try? file.close() }
        var (hasher, count) = (SHA256(), UInt64(0))
        while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
            hasher.update(data: chunk)
            count += UInt64(chunk.count)
        }
        (bytes, sha256) = (count, Self.hexadecimal(hasher.finalize()))
    }

    /// A pipe gives its bytes once only.
    private static func isRegular(_ path: String) throws -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileError(path, "can't be read") }
        return status.st_mode & S_IFMT == S_IFREG
    }

    private static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
