/// What conditions look at, each feature once.
public struct FeatureSet: Sendable {
    /// The numbers.
    public private(set) var numbers: Set<NumericFeature> = []
    /// The names.
    public private(set) var names: Set<NameFeature> = []
    /// The texts that are looked for, in order.
    public private(set) var probes: [TextProbe] = []

    /// These features.
    public init(
        numbers: Set<NumericFeature> = [], names: Set<NameFeature> = [], probes: [TextProbe] = []
    ) {
        (self.numbers, self.names) = (numbers, names)
        self.probes = Set(probes).sorted()
    }

    init(of leaves: [Condition]) {
        self.init(
            numbers: Set(leaves.compactMap(\.number)), names: Set(leaves.compactMap(\.name)),
            probes: leaves.compactMap(\.probe))
    }

    /// The features of both.
    public func union(_ other: FeatureSet) -> FeatureSet {
        FeatureSet(
            numbers: numbers.union(other.numbers), names: names.union(other.names),
            probes: probes + other.probes)
    }

    /// Adds what tells the model that a rule gives.
    mutating func insert(neededFor target: Policy.Target) {
        if target == .requested { names.insert(.model) }
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

    fileprivate var probe: TextProbe? {
        if case .text(let probe) = self { probe } else { nil }
    }
}
