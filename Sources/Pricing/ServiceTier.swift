/// The class of service that a call was made in, which may have prices of its own.
public struct ServiceTier: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as vendors write it: `standard`, `batch`, `flex`, `priority`.
    public let name: String

    /// What a call is made in unless it says otherwise.
    public static let standard = ServiceTier("standard")
    /// Calls that wait for their answers, which many vendors sell at a discount.
    static let batch = ServiceTier("batch")

    /// A tier by name.
    ///
    /// A missing name, an empty one, `default` and `auto` mean `standard`.
    public init(_ name: String?) {
        let name = name ?? ""
        self.name = ["", "default", "auto"].contains(name) ? "standard" : name
    }

    /// Whether the names have the same bytes.
    public static func == (left: ServiceTier, right: ServiceTier) -> Bool {
        left.name.exact == right.name.exact
    }

    /// Feeds the name's bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(name.exact) }

    /// The name.
    public var description: String { name }

    /// The order in which tiers are listed: the standard one first, then by name.
    public static func < (left: ServiceTier, right: ServiceTier) -> Bool {
        (left == .standard ? "" : left.name).exact < (right == .standard ? "" : right.name).exact
    }
}
