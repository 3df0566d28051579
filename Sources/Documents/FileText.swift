internal import Foundation

/// The text of a file that is small enough to be one that a person wrote.
func text(ofFile path: String) throws(DocumentError) -> String {
    func failure(_ message: String) -> DocumentError {
        DocumentError(place: Place(file: path, line: 0), message: message)
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw failure("no such file; check the path")
    }
    guard !isFolder.boolValue else { throw failure("is a folder; expected a YAML or JSON file") }
    guard let handle = FileHandle(forReadingAtPath: path) else {
        throw failure("cannot be opened; check its permissions")
    }
    defer { try? handle.close() }

    let bytes: Data
    do {
        bytes = try handle.bytes(atMost: largestFile + 1)
    } catch {
        throw failure("cannot be read: \(error.localizedDescription)")
    }
    guard bytes.count <= largestFile else {
        throw failure("is larger than 64 MiB; expected a file that a person wrote")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw failure("is not valid UTF-8; expected a YAML or JSON file")
    }
    return text
}

private let largestFile = 64 << 20

extension FileHandle {
    /// Reads to the end or to a limit; a pipe may give less than is asked for at a time.
    fileprivate func bytes(atMost limit: Int) throws -> Data {
        var bytes = Data()
        while bytes.count < limit,
            let next = try read(upToCount: limit - bytes.count), !next.isEmpty
        {
            bytes.append(next)
        }
        return bytes
    }
}
