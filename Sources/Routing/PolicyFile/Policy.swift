public import Pricing

/// Which model each request is sent to: the first rule that matches decides.
///
/// A policy is built from a document, which checks it, so every policy is complete: its last rule
/// has no condition.
public struct Policy: Sendable {
    /// One rule.
    public struct Rule: Hashable, Sendable {
        /// The rule's name in reports; no two rules of a policy share one.
        public let name: String
        /// When the rule decides; nil for the last rule, which always does.
        public let when: Condition?
        /// What it gives.
        public let use: Target
    }

    /// A number that conditions use by name.
    public struct Parameter: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The number.
        public let value: Int64
    }

    /// The name in reports and on the command line.
    public let name: String
    /// The version of the file's format.
    public let version: Int
    /// What the policy is for.
    public let note: String?
    /// Whether the rules may look at what is known only afterwards: what such a policy costs is a
    /// bound for those that can run.
    public let isOracle: Bool
    /// The time zone of hours and weekdays.
    public let timeZone: String
    /// What a request that names no model is taken to ask for.
    public let missingModel: String?
    /// The named numbers in file order.
    public internal(set) var parameters: [Parameter]
    /// The rules in order.
    public internal(set) var rules: [Rule]
    /// What may be decided: the routes of all rules, in their order.
    public internal(set) var outcomes: [Outcome]
    /// Where to go when a model fails.
    public let fallback: [FallbackRule]
    /// The limit on what is spent.
    public let budget: BudgetRule?
    /// The SHA-256 of the document's bytes in hexadecimal digits.
    public let sha256: String
}

/// Which model is tried after one has failed.
public struct FallbackRule: Hashable, Sendable {
    /// A condition on `model`, the one that has just failed; nil for any.
    public let when: Condition?
    /// The model to try.
    public let use: String
}

/// A monthly budget, and what becomes of the requests once it is nearly spent.
public struct BudgetRule: Hashable, Sendable {
    /// What may be spent in a calendar month.
    public let monthly: Money
    /// The currency of `monthly`.
    public let currency: Currency
    /// The share of `monthly` at which the budget model takes over, in hundredths of a per cent.
    public let alertBasisPoints: Int
    /// The budget model.
    public let thenUse: String
}

extension Policy {
    /// Whether a rule takes the cheapest of several models.
    public var choosesByPrice: Bool { rules.contains { $0.use.isByPrice } }

    /// What the rules look at, in their conditions and to choose a model.
    public var features: FeatureSet {
        var features = FeatureSet(of: rules.compactMap(\.when).flatMap(\.leaves))
        for rule in rules { features = features.union(rule.use.features) }
        return features
    }
}

extension Policy {
    /// The model to try after one has failed, or nil where none is left.
    ///
    /// The first fallback whose condition holds and whose model has not been tried; so a chain
    /// always ends.
    ///
    /// - Parameters:
    ///   - failed: The model that has just failed.
    ///   - tried: The models tried before it.
    /// - Returns: A model that is neither `failed` nor among `tried`.
    public func next(after failed: String, tried: Set<String>) -> String? {
        fallback.first { rule in
            rule.use != failed && !tried.contains(rule.use) && rule.applies(to: failed)
        }?.use
    }
}

extension FallbackRule {
    fileprivate func applies(to model: String) -> Bool {
        guard let when else { return true }
        var request = RequestFeatures()
        request.model = model
        return when.truth(for: request) == .true
    }
}
