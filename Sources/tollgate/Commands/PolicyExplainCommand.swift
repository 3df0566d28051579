import ArgumentParser
import Logs
import Replay
import Reports
import Routing

/// Which rule decides a request, and why.
struct PolicyExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Which rule decides one request, with the value of each condition on the way.",
        discussion: """
            The request is a JSON object in a file or on standard input: a native record, the body \
            of an OpenAI request, or a logged pair of request and response.

            Example: tollgate policy explain tutorial request.json
            """)

    @Argument(help: "A built-in policy or a YAML file.")
    var policy: String

    @Argument(help: "The file with the request, or '-' for standard input.")
    var request: String

    @Option(help: ArgumentHelp("What to take where the request lacks it.", valueName: "key=value"))
    var assume: [String] = []

    func run() throws {
        let selector = ModelSelector(try NamedFiles.policy(policy))
        var plan = ReplayPlan(prices: try NamedFiles.prices("headline-2026"))
        plan.selectors = [selector]
        let block = try SingleRequest.block(
            try TextFile.bytes(request), name: request == "-" ? "standard input" : request,
            demand: plan.demand, assumptions: try Assumptions(assume))
        let features = RequestFeatures(row: 0, of: block, for: selector.policy)
        let explanation = selector.explain(features)
        let steps = "\(explanation)".split(separator: "\n").map {
            TerminalText.harmless(String($0))
        }
        try StandardOutput.write(steps.joined(separator: "\n") + "\n")
        let model = try outcome(explanation.decision, selector)
        try StandardOutput.write(TerminalText.harmless("→ \(model)") + "\n")
    }

    private func outcome(_ decision: Decision, _ selector: ModelSelector) throws -> String {
        let rule = selector.policy.rules[decision.rule].name
        switch decision {
        case .decided(_, let model): return "\(model), by the rule \"\(rule)\""
        case .unknown(_, let lacking):
            let remedy = lacking.map { "--assume \($0)=…" }.joined(separator: " ")
            throw CommandError(
                "undecided: the rule \"\(rule)\" needs \(lacking.joined(separator: " and ")), "
                    + "which the request lacks; supply it with \(remedy)")
        }
    }
}
