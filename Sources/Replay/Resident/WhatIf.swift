public import Pricing
import Routing

/// What calls cost under a policy.
public struct WhatIf: Sendable {
    /// Calls that one rule decided and that name the same model.
    public struct Cell: Sendable {
        /// The rule's position in the policy.
        public let rule: Int
        /// The model asked for; nil where none was named.
        public let model: String?
        /// The model that was chosen; nil where none was named and the policy keeps it.
        public let chosen: String?
        /// The class of the requests, where they were put into classes; else 0.
        public let classIndex: Int
        /// Calls.
        public let requests: UInt64
        /// Their tokens.
        public let usage: TokenUsage
    }

    /// The cost of all calls at the models that the policy chose.
    public let column: CostColumn
    /// By rule and model asked for, in no particular order; a pair may stand there several times.
    public let cells: [Cell]
    /// What is saved against the calls as requested, over those priced on both sides.
    public let saving: Saving

    /// How many calls stay at the model that they asked for.
    public var keptRequests: UInt64 {
        cells.reduce(0) { $1.chosen?.exact == $1.model?.exact ? $0 + $1.requests : $0 }
    }

    /// How many calls go to a model.
    public func requests(at model: String) -> UInt64 {
        cells.reduce(0) { $1.chosen?.exact == model.exact ? $0 + $1.requests : $0 }
    }

    /// How many calls a rule decided, by its position in the policy.
    public func requests(rule: Int) -> UInt64 {
        cells.reduce(0) { $1.rule == rule ? $0 + $1.requests : $0 }
    }
}

/// What calls cost under a policy.
struct PolicyQuestion: Question {
    private let selector: ModelSelector
    /// Puts the calls into classes, its rules.
    private let classifier: ModelSelector?

    /// They have to fit where verdicts stand.
    private static let mostOutcomes = Int(Int16.max)

    init(
        _ selector: ModelSelector, classifiedBy classifier: ModelSelector? = nil
    ) throws(ReplayError) {
        try selector.requireNoTimeOrder()
        (self.selector, self.classifier) = (selector, classifier)
        guard width <= Self.mostOutcomes else {
            throw ReplayError(
                "policy \(selector.policy.name) has too many outcomes for \(classes) classes; "
                    + "expected \(Self.mostOutcomes / classes) at most")
        }
    }

    private var classes: Int { classifier?.policy.outcomes.count ?? 1 }
    var width: Int { selector.policy.outcomes.count * classes }

    func makeNotes() -> any Notes {
        let decisions = Decisions(selector, selector.makeEvaluator())
        guard let classifier else { return decisions }
        return ClassifiedDecisions(
            decisions, Decisions(classifier, classifier.makeEvaluator()), classes: classes)
    }

    func answer(_ totals: KindTotals, _ pricing: WhatIfPricing) -> WhatIf {
        pricing.makePricer(selector, classes: classes)
            .whatIf { kind, noted in totals[kind, noted] }
    }
}

/// Notes the outcome of each call and its class.
private final class ClassifiedDecisions: Notes {
    private let decisions: Decisions
    private let classification: Decisions
    private let classes: UInt16

    init(_ decisions: Decisions, _ classification: Decisions, classes: Int) {
        (self.decisions, self.classification) = (decisions, classification)
        self.classes = UInt16(classes)
    }

    func note(
        _ block: ResidentBlock, names: [String]
    ) throws(UndecidedCall) -> UnsafePointer<UInt16> {
        let noted = try decisions.decide(decisions.features(block, names))
        let found = try classification.decide(classification.features(block, names))
        for row in 0..<block.rows { noted[row] = noted[row] * classes + found[row] }
        return UnsafePointer(noted)
    }
}
