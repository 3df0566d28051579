/// Requests that are alike: of one model and with inputs of about the same length.
public struct Stratum: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The model asked for; empty where the log names none.
    public let model: String
    /// How long the input is.
    public let size: SizeClass

    /// A stratum.
    public init(model: String, size: SizeClass) { (self.model, self.size) = (model, size) }

    /// The model and the range of tokens, such as `gpt-4.1/1000-2999`.
    public var description: String { "\(model)/\(size)" }

    /// The order by model, then by size.
    public static func < (left: Stratum, right: Stratum) -> Bool {
        left.model == right.model ? left.size < right.size : left.model < right.model
    }
}
