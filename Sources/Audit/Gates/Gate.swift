internal import Documents
public import Replay

/// A bound that a bill must not pass, such as `cost > +5%` or `any user cost > 50 USD/day`.
///
/// It names what fails: the check has failed where the condition holds.
public struct Gate: Hashable, Sendable {
    /// What is measured.
    enum Metric: String, CaseIterable, Sendable {
        case cost
        case requests
        case tokens
        case failed
        case unpriced
    }

    enum Relation: String, CaseIterable, Sendable {
        // The longer first: one is the beginning of the other.
        case atLeast = ">="
        case atMost = "<="
        case above = ">"
        case below = "<"

        func holds(_ left: Fraction, _ right: Fraction) -> Bool {
            switch self {
            case .above: left > right
            case .atLeast: left >= right
            case .below: left < right
            case .atMost: left <= right
            }
        }
    }

    /// What the measure is compared with.
    enum Bound: Hashable, Sendable {
        /// A number, of money in units of the currency.
        case value(Fraction)
        /// A change against the first side, in the same unit.
        case change(Fraction)
        /// A change against the first side as a share of it.
        case relativeChange(Fraction)
    }

    enum Period: String, CaseIterable, Sendable {
        case hour
        case day
        case month
    }

    /// As it was written.
    public let text: String
    /// Any group of these; empty where all calls are looked at together.
    let dimensions: [GroupDimension]
    let metric: Metric
    /// Under which policy; nil as requested, or what the sides of a comparison are.
    let policy: String?
    let relation: Relation
    let bound: Bound
    /// The currency of a bound of money.
    let currency: String?
    let period: Period?

    /// Whether it compares with another side.
    public var needsComparison: Bool {
        if case .value = bound { false } else { true }
    }

    /// The grouping that it looks at; nil where it looks at all calls together.
    public var grouping: Grouping? {
        var dimensions = dimensions
        switch period {
        case .hour where !dimensions.contains(.hour): dimensions.append(.hour)
        case .day where !dimensions.contains(.day), .month where !dimensions.contains(.day):
            dimensions.append(.day)
        default: break
        }
        guard !dimensions.isEmpty else { return nil }
        return try? Grouping(dimensions.map(\.name).joined(separator: ","))
    }
}

/// What became of a gate.
public struct GateOutcome: Hashable, Sendable {
    /// The gate as it was written.
    public let gate: String
    /// What fails it, each as a sentence; empty where it has been passed.
    public let findings: [String]

    /// Whether nothing fails it.
    public var isPassed: Bool { findings.isEmpty }
}
