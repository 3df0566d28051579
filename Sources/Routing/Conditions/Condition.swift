/// A condition on a request, as a policy's `when` states it.
public indirect enum Condition: Hashable, Sendable {
    /// A number compared with a fixed one.
    case number(NumericFeature, Comparison, Operand)
    /// A name tested.
    case name(NameFeature, NameTest)
    /// Something that is so.
    case flag(FlagFeature)
    /// A text searched.
    case text(TextProbe)
    /// The opposite.
    case not(Condition)
    /// Every one of two or more.
    case all([Condition])
    /// At least one of two or more.
    case any([Condition])

    /// How a number is compared.
    public enum Comparison: String, Sendable {
        /// The same number.
        case equal = "="
        /// Another number.
        case notEqual = "!="
        /// Less than.
        case less = "<"
        /// At most.
        case atMost = "<="
        /// Greater than.
        case greater = ">"
        /// At least.
        case atLeast = ">="
    }

    /// The fixed side of a comparison: a literal, or a parameter with its value.
    public struct Operand: Hashable, Sendable {
        /// The number in the units of its feature, never negative.
        public let value: Int64
        /// The parameter that gave it; nil for a literal.
        public let parameter: String?

        /// A number in the units of its feature, and the parameter that it stands for, if any.
        public init(_ value: Int64, parameter: String? = nil) {
            self.value = value
            self.parameter = parameter
        }
    }

    /// A test that a name passes or fails.
    public enum NameTest: Hashable, Sendable {
        /// It is this one.
        case equals(String)
        /// It is not this one.
        case differs(String)
        /// It has this substring.
        case contains(String)
        /// It is one of these.
        case isIn([String])

        func passes(_ name: String) -> Bool {
            switch self {
            case .equals(let other): name.isExactly(other)
            case .differs(let other): !name.isExactly(other)
            case .contains(let part): name.containsExactly(part)
            case .isIn(let names): names.contains { name.isExactly($0) }
            }
        }
    }
}

extension Condition {
    /// The conditions inside, in the order in which they are written.
    var parts: [Condition] {
        switch self {
        case .number, .name, .flag, .text: []
        case .not(let part): [part]
        case .all(let parts), .any(let parts): parts
        }
    }

    /// This condition and all inside it that look at a feature.
    var leaves: [Condition] { parts.isEmpty ? [self] : parts.flatMap(\.leaves) }

    /// Whether a condition without parts looks at what is known only afterwards.
    var isHindsight: Bool {
        switch self {
        case .number(let feature, _, _): feature.isHindsight
        case .flag: true
        case .name, .text, .not, .all, .any: false
        }
    }

    /// The feature that a condition without parts looks at.
    var featureName: String? {
        switch self {
        case .number(let feature, _, _): feature.rawValue
        case .name(let feature, _): feature.description
        case .flag(let feature): feature.rawValue
        case .text(let probe): probe.feature.rawValue
        case .not, .all, .any: nil
        }
    }
}

extension Condition {
    /// Whether the condition holds for a request.
    public func truth(for request: RequestFeatures) -> Truth {
        let program = PolicyProgram(self, missingModel: nil)
        let columns = RequestColumns(request, features: FeatureSet(of: leaves))
        return PolicyEvaluator(program).truth(in: columns)
    }
}
