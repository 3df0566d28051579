import ArgumentParser
import Documents
import Pricing

/// The prices of a run, and the names by which logs call their models.
struct PriceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The price table: a built-in name, a YAML file, or LiteLLM's JSON list.",
            discussion: "Without it headline-2026 is used, with list prices shown beside it.",
            valueName: "name|file"))
    var prices: String?

    @Option(
        help: ArgumentHelp(
            "Prices a model of the log as one of the price table. Repeatable.",
            discussion: "Or a YAML file with 'aliases:' and a line LOG_NAME: PRICE_NAME for each.",
            valueName: "log=price|file"))
    var alias: [String] = []

    /// The files that are read.
    var files: [String] { [prices].compactMap { $0 } + alias.filter { PriceAlias($0) == nil } }

    /// The prices, and those to show beside them where none were chosen.
    func tables() throws -> (prices: PriceTable, list: PriceTable?) {
        let table = try NamedFiles.prices(prices ?? "headline-2026")
        let list = prices == nil ? try PriceTable.named("list-2026") : nil
        return try adding(try aliases(), to: table, list)
    }

    private func aliases() throws -> [PriceAlias] {
        let aliases = try alias.flatMap { argument in
            try PriceAlias(argument).map { [$0] } ?? NamedFiles.aliases(argument)
        }
        var names: Set<ExactText> = []
        for alias in aliases where !names.insert(alias.name.exact).inserted {
            throw CommandError("--alias names \(alias.name) twice; name it once")
        }
        return aliases
    }

    private func adding(
        _ aliases: [PriceAlias], to prices: PriceTable, _ list: PriceTable?
    ) throws -> (PriceTable, PriceTable?) {
        var (table, beside) = (prices, list)
        for alias in aliases {
            guard let known = table.adding(alias) else {
                let near = prices.nearNames(to: alias.target)
                let hint = near.isEmpty ? "" : "; near: \(near.joined(separator: ", "))"
                throw CommandError(
                    "--alias \(alias): \(alias.target) is not in price table \(prices.name)\(hint)")
            }
            table = known
            beside = beside.map { $0.adding(alias) ?? $0 }
        }
        return (table, beside)
    }
}
