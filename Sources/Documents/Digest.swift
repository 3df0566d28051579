internal import Crypto
internal import Foundation

/// What tells whether a file is still the same.
public enum Digest {
    /// The SHA-256 of a text's bytes in lower-case hexadecimal digits.
    public static func sha256(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map(hexadecimal).joined()
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
