/// Texts from files and logs as they may go to a terminal.
public enum TerminalText {
    /// The text on one line and without what could steer a terminal; such characters become U+FFFD.
    public static func harmless(_ text: String) -> String { text.harmless }
}
