internal import Foundation

extension APIKey {
    /// The key that an environment variable holds.
    ///
    /// - Parameters:
    ///   - variable: The variable's name.
    ///   - environment: All variables.
    /// - Throws: Where there is none, or what can be none.
    public init(
        variable: String = Self.defaultVariable, of environment: [String: String]
    ) throws(SetupError) {
        guard let text = environment[variable], !text.isEmpty else {
            throw SetupError(
                "$\(variable) is not set; put the upstream's key into it, "
                    + "or name a file with mode 600 that holds the key")
        }
        try self.init(text, from: "$\(variable)")
    }

    /// The key that a file holds, on one line; nobody but its owner may have access to it.
    ///
    /// - Parameter path: The file.
    /// - Throws: Where the file has another mode than 600, can't be read, or holds what can be no
    ///   key.
    public init(file path: String) throws(SetupError) {
        // Non-blocking, so that a pipe by this name doesn't hold the program up.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw SetupError("\(path) can't be opened; expected a file that holds the key")
        }
        defer { close(descriptor) }
        try Self.check(descriptor, path)
        let bytes = try Self.bytes(of: descriptor, path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SetupError("\(path) is not text; expected a key on one line")
        }
        try self.init(text.trimmingCharacters(in: .whitespacesAndNewlines), from: path)
    }

    /// The open file is looked at, not its name, which could change in between.
    private static func check(_ descriptor: Int32, _ path: String) throws(SetupError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw SetupError("\(path) is not a plain file; expected a file that holds the key")
        }
        let mode = status.st_mode & 0o7777
        guard mode == 0o600 else {
            throw SetupError(
                "\(path) has mode \(String(mode, radix: 8)); a key is read from mode 600 only: "
                    + "run chmod 600 on it")
        }
    }

    private static func bytes(of descriptor: Int32, _ path: String) throws(SetupError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: longestFile + 1)
        let count = read(descriptor, &buffer, buffer.count)
        guard count >= 0 else { throw SetupError("\(path) can't be read") }
        guard count <= longestFile else {
            throw SetupError("\(path) is larger than \(longestFile) bytes; expected a key only")
        }
        return Array(buffer.prefix(count))
    }

    private static let longestFile = 4096
}
