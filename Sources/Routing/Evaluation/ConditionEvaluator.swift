/// Tells for blocks of requests whether a condition holds.
///
/// A worker has its own. All blocks given to it must share one numbering of names.
public final class ConditionEvaluator {
    private let condition: Condition
    private let evaluator: PolicyEvaluator

    /// An evaluator of a condition.
    public init(_ condition: Condition) {
        self.condition = condition
        evaluator = PolicyEvaluator(PolicyProgram(condition, missingModel: nil))
    }

    /// Writes one raw `Truth` a row.
    ///
    /// - Parameters:
    ///   - columns: The requests.
    ///   - truths: Room for as many truths as there are rows.
    public func evaluate(
        _ columns: some FeatureColumns, into truths: UnsafeMutablePointer<UInt8>
    ) {
        evaluator.writeTruths(of: columns, into: truths)
    }

    /// The fields that a row lacks and by which the condition is unknown, each once.
    public func lackingFields(row: Int, of columns: some FeatureColumns) -> [String] {
        let columns = SingleRow(block: columns, row: row)
        return ConditionExplanation(condition, columns, missingModel: nil).lackingFields
    }
}
