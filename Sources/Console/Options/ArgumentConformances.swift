public import ArgumentParser
public import Logs
public import Reports

extension LogFormat: ExpressibleByArgument {}

extension CSVDelimiter: ExpressibleByArgument {
    /// A delimiter as it is typed: itself, or `tab`.
    public init?(argument: String) {
        self.init(rawValue: argument == "tab" ? "\t" : argument)
    }

    /// What is typed for each.
    public static var allValueStrings: [String] { [",", ";", "tab"] }

    /// What is typed for this one.
    public var defaultValueDescription: String { self == .tab ? "tab" : rawValue }
}
