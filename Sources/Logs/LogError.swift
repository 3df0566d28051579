/// Why logs can't be read; `description` is one line that says where, what and what to do.
public struct LogError: Error, Equatable, CustomStringConvertible {
    /// The whole line.
    public let description: String

    init(_ description: String) { self.description = description }

    static func cannotOpen(_ path: String, code: Int32) -> LogError {
        LogError("\(path): can't be opened: \(systemMessage(code))")
    }

    static func cannotRead(_ path: String, code: Int32) -> LogError {
        LogError("\(path): can't be read: \(systemMessage(code))")
    }
}
