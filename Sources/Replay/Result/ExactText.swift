/// A text by its bytes.
///
/// The standard library takes canonically equivalent texts for equal, so that names that differ in
/// the log would fall together, and which of them is shown would change from run to run.
struct ExactText: Hashable, Comparable {
    let text: String

    static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    static func < (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(UInt8.max)
    }
}

extension String {
    var exact: ExactText { ExactText(text: self) }
}

extension String? {
    var exact: ExactText { ExactText(text: self ?? "") }
}
