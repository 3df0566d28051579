import CColumns
import Calls
import Routing

/// A question about calls: what is noted of each, and what the totals of those answer of which the
/// same was noted.
protocol Question: Sendable {
    associatedtype Answer

    /// How many different things may be noted of a call.
    var width: Int { get }

    /// What a worker takes notes with.
    func makeNotes() -> any Notes

    /// The answer, of totals by kind of call.
    func answer(_ totals: KindTotals, _ pricing: WhatIfPricing) -> Answer
}

/// Takes notes of the calls of one worker.
protocol Notes: AnyObject {
    /// What is noted of each row of a block, whose ids stand for these names; valid until the next
    /// block.
    func note(
        _ block: ResidentBlock, names: [String]
    ) throws(UndecidedCall) -> UnsafePointer<UInt16>
}

/// Decides blocks under a policy.
final class Decisions: Notes {
    private let selector: ModelSelector
    private let evaluator: PolicyEvaluator
    private let verdicts = RowBuffer<UInt16>(rows: 1 << ResidentBlock.rowBits)

    init(_ selector: ModelSelector, _ evaluator: PolicyEvaluator) {
        (self.selector, self.evaluator) = (selector, evaluator)
    }

    func note(
        _ block: ResidentBlock, names: [String]
    ) throws(UndecidedCall) -> UnsafePointer<UInt16> {
        UnsafePointer(try decide(features(block, names)))
    }

    /// The block as the policy looks at it.
    func features(_ block: ResidentBlock, _ names: [String]) -> ResidentFeatures {
        ResidentFeatures(block: block, allNames: names, timeZone: selector.policy.timeZone)
    }

    /// The outcome for each row.
    func decide(
        _ features: ResidentFeatures
    ) throws(UndecidedCall) -> UnsafeMutablePointer<UInt16> {
        let (base, rows) = (verdicts.base, features.rows)
        evaluator.decide(features, into: base)
        guard Verdict(rawValue: tg_all_verdicts(base, rows)).isUnknown else { return base }
        for row in 0..<rows {
            let verdict = Verdict(rawValue: base[row])
            guard verdict.isUnknown else { continue }
            throw UndecidedCall(row: row, verdict, selector, features)
        }
        return base
    }
}
