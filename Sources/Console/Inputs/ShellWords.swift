/// A command's words as they are typed.
package enum ShellWords {
    /// The command of these arguments, whose first is the program wherever it lies.
    package static func text(_ arguments: [String]) -> String {
        (["tollgate"] + arguments.dropFirst().map(quoted)).joined(separator: " ")
    }

    /// A word in quotes where a shell would take it for something else.
    private static func quoted(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.unicodeScalars.allSatisfy(isPlain)
        return isPlain
            ? word
            : "'"
                + word.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: "'\\''") + "'"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/", ":", "=", ",", "+", "@", "%":
            true
        default: false
        }
    }
}
