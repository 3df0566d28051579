public import Pricing
public import Routing

/// Tries policies and says which give most quality for their cost.
///
/// It tries every combination of the axes' values and of models in place of the fixed models that
/// the policy's rules give, each exactly; it knows nothing of what lies between.
public struct FrontierSearch: Sendable {
    /// More policies than these are not tried.
    public static let mostCandidates = 20_000

    private let policy: Policy
    private let axes: [SweepAxis]
    private let models: [String]
    private let scores: QualityScores

    /// A search.
    ///
    /// - Parameters:
    ///   - policy: The policy that is varied.
    ///   - axes: Numbers in its rules, each with the values that are tried.
    ///   - models: Models that are tried in place of the fixed models that rules give.
    ///   - scores: How good models are.
    public init(policy: Policy, axes: [SweepAxis], models: [String], scores: QualityScores) {
        (self.policy, self.axes, self.models, self.scores) = (policy, axes, models, scores)
    }

    /// A policy with what is changed in it.
    private struct Candidate {
        let label: String
        let policy: Policy
    }

    /// Tries all policies on calls in memory.
    ///
    /// - Parameter calls: Read for a plan with the policy and the classifier of the scores.
    /// - Returns: What was found.
    /// - Throws: `ReplayError` where there are too many policies, a model has no score, or a call
    ///   lacks what a deciding rule asks for.
    public func result(on calls: ResidentCalls) throws -> Frontier {
        let candidates = try candidates(calls.plan.decidingPrices)
        let classifier = try ModelSelector(scores.classifier)
        var points: [Frontier.Point] = []
        var unpriced = 0
        for candidate in candidates {
            let selector = try ModelSelector(candidate.policy, prices: calls.plan.decidingPrices)
            let answer = try calls.cost(under: selector, classifiedBy: classifier)
            guard answer.column.unpricedRequests == 0 else {
                unpriced += 1
                continue
            }
            points.append(try point(candidate, answer))
        }
        return Frontier(
            scores: scores, points: points, tried: candidates.count, leftOut: unpriced)
    }

    private func point(
        _ candidate: Candidate, _ answer: WhatIf
    ) throws(ReplayError) -> Frontier.Point {
        var (sum, requests) = (Int128(0), UInt64(0))
        for cell in answer.cells {
            guard let model = cell.chosen, let score = scores.score(of: model, in: cell.classIndex)
            else {
                throw ReplayError(
                    "\(cell.chosen ?? "a call that names no model") has no score for the class "
                        + "\(scores.classes[cell.classIndex]) in \(scores.name); add one")
            }
            sum += Int128(score) * Int128(cell.requests)
            requests += cell.requests
        }
        return Frontier.Point(
            label: candidate.label, answer: answer,
            scoreSum: sum, requests: requests)
    }

    private func candidates(_ prices: PriceTable) throws(ReplayError) -> [Candidate] {
        let plain = models.filter { prices.model($0) != nil }.map { model in
            Candidate(label: "all at \(model)", policy: Policy.all(at: model))
        }
        let swept = try SweptPolicy(policy, axes)
        let assignments = try assignments()
        let points = swept.grid(axes: axes.count)
        guard points.count * assignments.count <= Self.mostCandidates else {
            throw Self.tooMany
        }
        let varied = points.flatMap { values in
            assignments.map { candidate(swept, values, $0) }
        }
        return [Candidate(label: "as requested", policy: .asRequested)] + plain + varied
    }

    /// Every way to put a model in place of each fixed model of the rules.
    private func assignments() throws(ReplayError) -> [[String]] {
        guard !models.isEmpty else { return [policy.fixedModels] }
        var assignments: [[String]] = [[]]
        for model in policy.fixedModels {
            let choices = [model] + models.filter { $0.exact != model.exact }
            assignments = assignments.flatMap { chosen in choices.map { chosen + [$0] } }
            guard assignments.count <= Self.mostCandidates else { throw Self.tooMany }
        }
        return assignments
    }

    private static let tooMany = ReplayError(
        "more than \(mostCandidates) policies to try; take fewer values or models")

    /// The policy with values for its axes and models for its fixed models.
    ///
    /// All models give way to places first, so that what takes a place is not replaced again.
    private func candidate(
        _ swept: SweptPolicy, _ values: [Int64], _ models: [String]
    ) -> Candidate {
        let fixed = policy.fixedModels
        var label = [policy.name] + zip(axes, values).map { $0.label($1) }
        var varied = swept.policy(at: values)
        for (index, model) in fixed.enumerated() {
            varied = varied.replacing(model, by: "\(index) ")
        }
        for (index, model) in models.enumerated() {
            varied = varied.replacing("\(index) ", by: model)
            if model.exact != fixed[index].exact { label.append("\(model) for \(fixed[index])") }
        }
        return Candidate(label: label.joined(separator: ", "), policy: varied)
    }
}

/// Policies by cost and quality.
public struct Frontier: Sendable {
    /// A policy that was tried.
    public struct Point: Sendable {
        /// The policy and what is changed in it.
        public let label: String
        /// What the calls cost, and where they go.
        public let answer: WhatIf
        /// The scores of all calls together, in multiples of one over `QualityScores.scale`.
        public let scoreSum: Int128
        /// Calls.
        public let requests: UInt64

        /// What the calls cost.
        public var cost: Money { answer.column.total }
        /// What is saved against the calls as requested.
        public var saving: Saving { answer.saving }

        /// The mean score of a call in millionths, rounded half up; 0 where there are no calls.
        public var quality: Int64 {
            let requests = Int128(requests)
            return requests == 0 ? 0 : Int64((scoreSum * 2 + requests) / (requests * 2))
        }
    }

    /// The name of the file of scores, and its hash.
    public let scoresName, scoresSHA256: String
    /// The classes of requests whose scores differ.
    public let classes: [String]
    /// All policies whose calls are all priced, the cheapest first; of equally dear ones the best.
    public let points: [Point]
    /// How many policies were tried.
    public let tried: Int
    /// How many of them leave calls without a price and are no part of the answer.
    public let leftOut: Int

    init(scores: QualityScores, points: [Point], tried: Int, leftOut: Int) {
        (scoresName, scoresSHA256) = (scores.name, scores.sha256)
        classes = scores.classes
        self.points = points.sorted {
            ($0.cost, $1.scoreSum, $0.label.exact) < ($1.cost, $0.scoreSum, $1.label.exact)
        }
        (self.tried, self.leftOut) = (tried, leftOut)
    }

    /// The policies than which no other one is both as cheap and better.
    public var best: [Point] {
        points.reduce(into: []) { best, point in
            if best.last.map({ point.scoreSum > $0.scoreSum }) ?? true { best.append(point) }
        }
    }

    /// The cheapest policy of at least this quality, in millionths; nil where none has it.
    public func cheapest(quality: Int64) -> Point? {
        best.first { $0.scoreSum >= Int128(quality) * Int128($0.requests) }
    }

    /// The best policy that costs no more than this; nil where all cost more.
    public func best(within cost: Money) -> Point? { best.last { $0.cost <= cost } }
}
