/// What conditions look at, each feature once.
public struct FeatureSet: Sendable {
    /// The numbers.
    public let numbers: Set<NumericFeature>
    /// The names.
    public let names: Set<NameFeature>
    /// What may be so or not.
    public let flags: Set<FlagFeature>
    /// The texts that are looked for, in order.
    public let probes: [TextProbe]
    /// Whether the request's own id counts.
    public let readsID: Bool

    /// These features.
    public init(
        numbers: Set<NumericFeature> = [], names: Set<NameFeature> = [],
        flags: Set<FlagFeature> = [], probes: [TextProbe] = [], readsID: Bool = false
    ) {
        (self.numbers, self.names, self.flags) = (numbers, names, flags)
        self.readsID = readsID
        self.probes = Set(probes).sorted()
    }

    init(of leaves: [Condition]) {
        self.init(
            numbers: Set(leaves.compactMap(\.number)), names: Set(leaves.compactMap(\.name)),
            flags: Set(leaves.compactMap(\.flag)), probes: leaves.compactMap(\.probe))
    }

    /// Whether it matters when the request is made.
    public var readsClock: Bool { numbers.contains(.hour) || names.contains(.weekday) }

    /// The features of both.
    public func union(_ other: FeatureSet) -> FeatureSet {
        FeatureSet(
            numbers: numbers.union(other.numbers), names: names.union(other.names),
            flags: flags.union(other.flags), probes: probes + other.probes,
            readsID: readsID || other.readsID)
    }
}

extension Condition {
    /// What the condition looks at.
    public var features: FeatureSet { FeatureSet(of: leaves) }

    fileprivate var number: NumericFeature? {
        if case .number(let feature, _, _) = self { feature } else { nil }
    }

    fileprivate var name: NameFeature? {
        if case .name(let feature, _) = self { feature } else { nil }
    }

    fileprivate var flag: FlagFeature? {
        if case .flag(let feature) = self { feature } else { nil }
    }

    fileprivate var probe: TextProbe? {
        if case .text(let probe) = self { probe } else { nil }
    }
}

extension Policy.Target {
    /// What the choice of a model looks at.
    var features: FeatureSet {
        switch self {
        case .requested: FeatureSet(names: [.model])
        case .model: FeatureSet()
        case .split(let split):
            FeatureSet(
                names: split.shares.contains { $0.route == .requested } ? [.model] : [],
                readsID: true)
        case .cheapest(let cheapest):
            FeatureSet(
                numbers: cheapest.expectedOutput == nil
                    ? [.promptTokens, .maxTokens] : [.promptTokens],
                names: [.serviceTier])
        }
    }
}
