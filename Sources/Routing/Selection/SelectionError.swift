import Pricing

/// Why a policy can't be followed; `description` is one line.
public struct SelectionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and what was expected.
    public let description: String

    static func unpriced(
        _ model: String, _ reason: UnpricedReason, near: [String]
    ) -> SelectionError {
        let hint = near.isEmpty ? "" : "; near: \(near.joined(separator: ", "))"
        return SelectionError(
            description: "can't choose the cheapest model, for \(model) has no price "
                + "(\(reason))\(hint)")
    }

    static let noPrices = SelectionError(
        description: "chooses the cheapest model; expected a price table to choose by")

    /// The same with the rule that it is about.
    func of(_ rule: String, in policy: String) -> SelectionError {
        SelectionError(description: "the rule \"\(rule)\" of policy \(policy) \(description)")
    }
}
