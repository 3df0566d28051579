import Foundation

/// Small files, read whole.
package enum TextFile {
    private static let limit = 64 << 20

    package static func read(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    /// The bytes of a file, or of standard input for `-`.
    package static func bytes(_ path: String) throws -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path, "can't be opened") }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let got = systemRead(descriptor, &buffer, buffer.count)
            if got == 0 { return bytes }
            if got < 0 {
                if errno == EINTR { continue }
                throw FileError(path, "can't be read")
            }
            bytes += buffer[..<got]
            guard bytes.count <= limit else {
                throw CommandError("\(path): larger than \(limit) bytes; expected one request")
            }
        }
    }
}

/// The system's `read`, which the method of that name hides.
private func systemRead(
    _ descriptor: Int32, _ target: UnsafeMutableRawPointer, _ count: Int
) -> Int {
    read(descriptor, target, count)
}
