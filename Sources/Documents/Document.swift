internal import Crypto
internal import Foundation

/// A file that a person wrote, as a tree of values that know their places.
///
/// YAML 1.1 and JSON are read. Refused are duplicate keys, several documents in one file, nesting
/// deeper than 128 and trees of more than a million values (an alias counts as often as it is
/// used).
public struct Document: Sendable {
    /// The name by which errors call the document: its path, or what stands for one.
    public let name: String
    /// The outermost value.
    public let root: Node
    /// The SHA-256 of the document's bytes in lower-case hexadecimal digits.
    public let sha256: String

    /// The document in a text.
    public init(text: String, name: String) throws(DocumentError) {
        self.name = name
        var composer = Composer(name: name)
        self.root = try composer.root(of: text)
        self.sha256 = SHA256.hash(data: Data(text.utf8)).map(hexadecimal).joined()
    }

    /// The document in a file of at most 64 MiB.
    public init(contentsOf path: String) throws(DocumentError) {
        try self.init(text: text(ofFile: path), name: path)
    }
}

private func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
}
