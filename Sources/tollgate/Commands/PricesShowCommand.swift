import ArgumentParser
import Console
import Pricing
import Reports

/// A price table, one row a model and tier.
struct PricesShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A price table: rates per 1M tokens, by model and service tier.",
        discussion: "With --file it is written as the YAML that it was read from: a pattern for "
            + "your own.")

    @Argument(help: "A built-in price table, a YAML file, or LiteLLM's JSON list.")
    var prices: String

    @Argument(
        help: ArgumentHelp(
            "Only these models, with what their entries say besides rates.", valueName: "model"))
    var models: [String] = []

    @OptionGroup(title: "Currency")
    var currency: CurrencyOptions

    @Flag(help: "The file as it was written.")
    var file = false

    func run() throws {
        let listed = try NamedFiles.prices(prices)
        let table = try currency.converted([listed]).first ?? listed
        if file {
            try StandardOutput.write(
                PriceTable.builtInNames.contains(prices)
                    ? try PriceTable.text(ofBuiltIn: prices) : try TextFile.read(prices))
        } else {
            let shown = models.isEmpty ? table.models : try models.map { try table.required($0) }
            let notes = models.isEmpty ? [] : shown.flatMap(Self.notes)
            try StandardOutput.write(
                Self.heading(table) + "\n" + Self.rates(of: shown, in: table).text()
                    + notes.map { TerminalText.harmless($0) + "\n" }.joined())
        }
    }

    /// What a model's entry says that no column shows.
    private static func notes(_ model: ModelPrice) -> [String] {
        let remainder = model.remainder
        let lists: [(String, [String])] = [
            ("source", [model.source].compactMap { $0 }),
            ("provider", [model.provider].compactMap { $0 }),
            ("discount, taken off above", [model.discount].compactMap { $0 }),
            ("off-peak", model.card?.offPeak.map { [$0.description] } ?? []),
            ("not priced, as logs do not count it", remainder.unmetered),
            ("not understood", remainder.unknownFields),
            ("can't be used, so that calls stay unpriced", remainder.unusableRates),
            ("rounded to 18 decimals per token", remainder.roundedFields),
        ]
        return lists.filter { !$0.1.isEmpty }.map {
            "\(model.id): \($0.0): \($0.1.joined(separator: ", "))"
        }
    }

    private static func heading(_ table: PriceTable) -> String {
        let facts: [(String, String?)] = [
            ("as of", table.asOf), ("in force from", table.effectiveFrom?.rfc3339),
            ("converted at", table.exchange?.description),
            ("source", table.source), ("note", table.note), ("sha256", table.sha256),
        ]
        let lines = facts.compactMap { name, value in
            value.map { "\(name): \(TerminalText.harmless($0))" }
        }
        return (["\(TerminalText.harmless(table.name)), \(table.currency) per 1M tokens"] + lines)
            .joined(separator: "\n") + "\n"
    }

    /// One model in one tier and context.
    private struct Row {
        let model: ModelPrice
        let scope: RateCard.Scope
    }

    private static func rates(of models: [ModelPrice], in prices: PriceTable) -> Table {
        let rows = models.flatMap { model in
            model.scopes.map { Row(model: model, scope: $0) }
        }
        return Table(
            of: rows,
            [.name("model") { $0.model.id }, .name("tier") { $0.scope.tier.name }]
                + (models.allSatisfy { $0.card?.bands.isEmpty ?? true }
                    ? [] : [.name("input tokens") { $0.scope.band.description }])
                + rateFields(prices)
                + (models.allSatisfy { $0.discount == nil }
                    ? [] : [.name("discount") { $0.model.discount ?? "" }])
                + [
                    .name("family") { $0.model.family ?? "" },
                    .name("aliases") { $0.model.aliases.joined(separator: ", ") },
                ])
    }

    private static func rateFields(_ prices: PriceTable) -> [TableField<Row>] {
        if prices.pricesAllTokensAlike { return [rate("all tokens", of: .input, prices)] }
        return Meter.allCases.map { rate(Phrase($0.rawValue), of: $0, prices) }
    }

    private static func rate(
        _ title: Phrase, of meter: Meter, _ prices: PriceTable
    ) -> TableField<Row> {
        TableField(title, .money(prices.currency)) { row in
            row.model.rate(of: meter, in: row.scope.tier, row.scope.band).map {
                .money(perMillion($0))
            } ?? .none
        }
    }

    private static func perMillion(_ rate: Rate) -> Money {
        Money(attos: Int128(rate.attosPerToken) * 1_000_000)
    }
}
