/// A text by its bytes.
///
/// The standard library takes canonically equivalent texts for equal. Names that differ in a log
/// would fall together, a model would be priced by another one's name, and which spelling is shown
/// would change from run to run.
public struct ExactText: Hashable, Comparable, Sendable {
    /// The text.
    public let text: String

    /// The text by its bytes.
    public init(_ text: String) { self.text = text }

    /// Whether the bytes are the same.
    public static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// The order of the bytes.
    public static func < (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    /// Feeds the bytes.
    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(UInt8.max)
    }
}

extension String {
    /// The text by its bytes.
    public var exact: ExactText { ExactText(self) }
}

extension String? {
    /// The text by its bytes; a missing one is empty.
    public var exact: ExactText { ExactText(self ?? "") }
}
