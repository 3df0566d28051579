import Calls
import Routing

/// A call that lacks what a deciding rule asks for.
struct UndecidedCall: Error {
    /// The row in the block.
    let row: Int
    private let need: String
    private let lacking: LackingFields

    /// A call whose verdict is unknown.
    init(row: Int, _ verdict: Verdict, _ selector: ModelSelector, _ features: some FeatureColumns) {
        let rule = selector.policy.outcomes[verdict.outcome].rule
        self.row = row
        lacking = LackingFields(selector.lackingFields(rule: rule, row: row, of: features))
        need =
            "the rule \"\(selector.policy.rules[rule].name)\" of policy "
            + "\(selector.policy.name) needs \(lacking.list)"
    }

    /// The refusal of calls whose places nobody knows any more.
    var error: ReplayError { ReplayError("\(need), which a call lacks") }

    /// The refusal of a row.
    var fault: RowFault {
        RowFault(
            row: row,
            message: "\(need), which this record lacks and no assumption supplies; "
                + lacking.remedy)
    }
}
