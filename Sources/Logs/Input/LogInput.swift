import Foundation

/// One input of a run: a file, standard input, or bytes that the program carries.
public enum LogInput: Sendable {
    /// A path; `-` is standard input.
    case file(String)
    /// Bytes that live as long as the program, under the name that reports show.
    case memory(name: String, bytes: UnsafeSendableBytes)

    /// What reports and errors call it.
    var name: String {
        switch self {
        case .file("-"): "standard input"
        case .file(let path): path
        case .memory(let name, _): name
        }
    }
}

/// Immutable bytes that live as long as the program.
public struct UnsafeSendableBytes: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer

    /// Promises that the bytes neither change nor go away.
    public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
}

extension LogInput {
    /// Bytes of all files together; nil where an input is not a regular file.
    public static func totalBytes(_ inputs: [LogInput]) -> Int? {
        var total = 0
        for input in inputs {
            switch input {
            case .memory(_, let bytes): total += bytes.bytes.count
            case .file(let path):
                var status = stat()
                guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG
                else { return nil }
                total += Int(status.st_size)
            }
        }
        return total
    }
}
