/// Where something stands in a file that a person wrote.
public struct Place: Hashable, Sendable, CustomStringConvertible {
    /// The file as the user named it.
    public let file: String
    /// The line, counted from 1; 0 where no line applies, such as for a missing file.
    public let line: Int
    /// The way from the root, such as `models[2].input`; empty at the root.
    public let keyPath: String

    /// A place from its parts.
    public init(file: String, line: Int, keyPath: String = "") {
        self.file = file
        self.line = line
        self.keyPath = keyPath
    }

    /// The place as in `prices.yaml:7: models[2].input`.
    public var description: String {
        let position = line > 0 ? "\(file):\(line)" : file
        return keyPath.isEmpty ? position : "\(position): \(keyPath)"
    }

    func element(_ index: Int, line: Int?) -> Place {
        Place(file: file, line: line ?? self.line, keyPath: "\(keyPath)[\(index)]")
    }

    func member(_ key: String, line: Int?) -> Place {
        let isWord = key.utf8.allSatisfy(\.isWordByte) && !key.isEmpty
        let step = isWord ? (keyPath.isEmpty ? key : ".\(key)") : "[\(quoted(key))]"
        return Place(file: file, line: line ?? self.line, keyPath: keyPath + step)
    }
}

extension UInt8 {
    fileprivate var isWordByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

/// The text in quotes, cut to a length that fits a message.
func quoted(_ text: String) -> String {
    let limit = 60
    return "\"\(text.prefix(limit))\(text.count > limit ? "…" : "")\""
}
