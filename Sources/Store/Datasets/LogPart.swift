import Crypto

/// A log as a dataset knows it: its name as given, and what was taken of it.
public struct LogPart: Sendable, Equatable {
    /// The name.
    public let name: String
    /// What was taken.
    public let content: LogContent

    /// What one name says of several logs.
    ///
    /// - Parameter names: At least one.
    /// - Returns: The first, and how many more there are.
    public static func name(of names: [String]) -> String {
        switch names.count {
        case 1: names[0]
        case 2: "\(names[0]) and 1 more file"
        default: "\(names[0]) and \(names.count - 1) more files"
        }
    }
}

extension LogContent {
    /// The content of several logs, which is the same only for the same ones in the same order.
    init(joining contents: [LogContent]) {
        guard contents.count != 1 else {
            self = contents[0]
            return
        }
        var hasher = SHA256()
        for content in contents { hasher.update(data: Array("\(content.sha256)\n".utf8)) }
        let lines = contents.map(\.lines)
        self.init(
            bytes: contents.reduce(0) { $0 + $1.bytes }, sha256: hasher.finalize().hexadecimal,
            lines: lines.contains(nil) ? nil : lines.reduce(0) { $0 + ($1 ?? 0) })
    }
}

extension SHA256.Digest {
    /// Lower-case digits.
    var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
