package import ArgumentParser
import Documents
package import Pricing

/// The prices of a run, and the names by which logs call their models.
package struct PriceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The price table: a built-in name, a YAML file, or LiteLLM's JSON list. Repeatable.",
            discussion: """
                Without it headline-2026 is used, with list prices shown beside it. Several tables \
                are in force one after another, from the date that a file states (effective_from) \
                or that follows its name (FILE@2026-01-05); a call is priced by the one in force at \
                its time, and a model that is not in that one is unpriced.
                """,
            valueName: "name|file"))
    package var prices: [String] = []

    @Option(
        help: ArgumentHelp(
            "Prices a model of the log as one of the price table. Repeatable.",
            discussion: "Or a YAML file with 'aliases:' and a line LOG_NAME: PRICE_NAME for each.",
            valueName: "log=price|file"))
    package var alias: [String] = []

    @OptionGroup
    package var currency: CurrencyOptions

    package init() {}

    /// The files that are read.
    package var files: [String] { prices.map { DatedName($0).name } + aliasFiles }

    /// The files of aliases among them.
    package var aliasFiles: [String] { alias.filter { PriceAlias($0) == nil } }

    /// The prices, and those to show beside them where none were chosen.
    package func schedule() throws -> (prices: PriceSchedule, list: PriceTable?) {
        let names = prices.isEmpty ? PriceTable.builtInNames : prices
        var tables = try currency.converted(try names.map { try DatedName($0).table() })
        let list = prices.isEmpty ? tables.removeLast() : nil
        return try adding(try aliases(), to: try PriceSchedule(tables), list)
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
        _ aliases: [PriceAlias], to prices: PriceSchedule, _ list: PriceTable?
    ) throws -> (PriceSchedule, PriceTable?) {
        var (schedule, beside) = (prices, list)
        for alias in aliases {
            guard let known = schedule.adding(alias) else {
                let near = prices.nearNames(to: alias.target)
                let hint = near.isEmpty ? "" : "; near: \(near.joined(separator: ", "))"
                throw CommandError(
                    "--alias \(alias): \(alias.target) is not in price table \(prices.name)\(hint)")
            }
            schedule = known
            beside = beside.map { $0.adding(alias) ?? $0 }
        }
        return (schedule, beside)
    }
}

/// A price table's name or file with the date from which it is in force.
package struct DatedName {
    package let name: String
    /// Nil where the file says it, or nobody.
    package let start: Timestamp?

    /// Takes an argument apart; a file of that very name goes before.
    package init(_ argument: String) {
        guard !PathCheck.exists(argument), let mark = argument.lastIndex(of: "@"),
            case let date = String(argument[argument.index(after: mark)...]),
            let start = Timestamp(date: date) ?? Timestamp(rfc3339: date)
        else {
            (name, start) = (argument, nil)
            return
        }
        (name, self.start) = (String(argument[..<mark]), start)
    }

    package func table() throws -> PriceTable {
        let table = try NamedFiles.prices(name)
        return start.map(table.starting) ?? table
    }
}
