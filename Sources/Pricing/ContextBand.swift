/// The requests from a number of input tokens on, which may have prices of their own.
///
/// A band begins with its least input and ends where the model's next one begins: the whole
/// request is priced in the band that its total input reaches.
public struct ContextBand: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The least total input of a request in the band.
    public let leastInput: UInt64

    /// The requests of any size.
    public static let base = ContextBand(atLeast: 0)

    /// The requests with this much input or more.
    public init(atLeast tokens: UInt64) { leastInput = tokens }

    /// The requests with more input than this.
    public init(over tokens: UInt64) { leastInput = tokens + 1 }

    /// The bound as the vendor states it, who likes round numbers; empty for any size.
    public var description: String {
        guard self != .base else { return "" }
        return (leastInput - 1).isMultiple(of: 10)
            ? "over \(leastInput - 1)" : "at least \(leastInput)"
    }

    /// Whether a band begins with less input.
    public static func < (left: ContextBand, right: ContextBand) -> Bool {
        left.leastInput < right.leastInput
    }
}
