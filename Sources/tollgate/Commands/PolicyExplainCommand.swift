import ArgumentParser
import Console
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

            The hour and the weekday are those of a native record's ts, the estimate of input \
            tokens is its prompt_tokens.

            Example: tollgate policy explain tutorial request.json
            """)

    @Argument(help: "A built-in policy or a YAML file.")
    var policy: String

    @Argument(help: "The file with the request, or '-' for standard input.")
    var request: String

    @Option(help: ArgumentHelp("What to take where the request lacks it.", valueName: "key=value"))
    var assume: [String] = []

    @Option(
        help: ArgumentHelp(
            "The price table that finds the cheapest model.", valueName: "name|file"))
    var prices = "headline-2026"

    func run() throws {
        let table = try NamedFiles.prices(prices)
        var plan = ReplayPlan(prices: table)
        let selector = try ModelSelector(NamedFiles.policy(policy), prices: table)
        plan.selectors = [selector]
        let request = try SingleRequest(
            try TextFile.bytes(request), name: request == "-" ? "standard input" : request,
            demand: plan.demand, assumptions: try Assumptions(assume))
        let features = RequestFeatures(
            row: 0, of: request.block, for: selector.policy, isTimed: request.isTimed)
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
            let lacking = LackingFields(lacking)
            throw CommandError(
                "undecided: the rule \"\(rule)\" needs \(lacking.list), which the request "
                    + "lacks; \(lacking.remedy)")
        }
    }
}
