/// Why a workload can't be generated.
public struct WorkloadError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One line: what was given, what was expected, what to do.
    public let description: String

    init(_ description: String) { self.description = description }

    /// A count and what is counted, in the singular for one.
    static func counted(_ count: some BinaryInteger, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
