import ArgumentParser
import Audit
import Console
import Replay
import Reports

/// Bounds that a result must not pass.
struct GateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Ends with exit code 1 where this holds. Repeatable.",
            discussion: """
                [any GROUP] cost|requests|tokens|failed|unpriced [of POLICY] OPERATOR VALUE, such as \
                'any user cost > 50 USD/day', 'cost of tutorial > 900 USD/month', 'unpriced > 0'; in \
                a comparison a change too: 'cost > +5%', 'any team cost > +20 USD'. Calls without a \
                price fail a gate on cost, since it can't be judged.
                """, valueName: "condition"))
    var failIf: [String] = []

    func validate() throws {
        _ = try asUsage { try gates() }
        if Set(failIf).count < failIf.count {
            throw ValidationError("--fail-if names a condition twice; name it once")
        }
    }

    private func gates() throws -> [Gate] { try failIf.map { try Gate($0) } }

    /// The plan with the groups that the gates look at.
    func adding(to plan: ReplayPlan) -> ReplayPlan {
        var plan = plan
        for grouping in ((try? gates()) ?? []).compactMap(\.grouping)
        where !plan.groupings.contains(grouping) {
            plan.groupings.append(grouping)
        }
        return plan
    }

    func judge(_ result: ReplayResult) throws -> [GateOutcome] {
        try gates().map { try $0.judge(result) }
    }

    func judge(_ difference: Difference) throws -> [GateOutcome] {
        try gates().map { try $0.judge(difference) }
    }

    /// Ends the program with 1 where a gate has failed, saying so on standard error.
    static func end(with outcomes: [GateOutcome]) throws {
        let failed = outcomes.filter { !$0.isPassed }
        guard !failed.isEmpty else { return }
        for sentence in failed.flatMap(\.sentences) {
            StandardError.write("tollgate: \(TerminalText.harmless(sentence))\n")
        }
        throw FailedCheck.code
    }
}
