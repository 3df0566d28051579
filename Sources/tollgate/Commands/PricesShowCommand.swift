import ArgumentParser
import Pricing
import Reports

/// A price table, one row a model and tier.
struct PricesShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A price table: rates per 1M tokens, by model and service tier.",
        discussion: "With --file it is written as the YAML that it was read from: a pattern for "
            + "your own.")

    @Argument(help: "A built-in price table or a YAML file.")
    var prices: String

    @Flag(help: "The file as it was written.")
    var file = false

    func run() throws {
        let table = try NamedFiles.prices(prices)
        if file {
            try StandardOutput.write(
                PriceTable.builtInNames.contains(prices)
                    ? try PriceTable.text(ofBuiltIn: prices) : try TextFile.read(prices))
        } else {
            try StandardOutput.write(Self.heading(table) + "\n" + Self.rates(table).text())
        }
    }

    private static func heading(_ table: PriceTable) -> String {
        let facts: [(String, String?)] = [
            ("as of", table.asOf), ("in force from", table.effectiveFrom?.rfc3339),
            ("source", table.source), ("note", table.note), ("sha256", table.sha256),
        ]
        let lines = facts.compactMap { name, value in
            value.map { "\(name): \(TerminalText.harmless($0))" }
        }
        return (["\(TerminalText.harmless(table.name)), \(table.currency) per 1M tokens"] + lines)
            .joined(separator: "\n") + "\n"
    }

    /// One model in one tier.
    private struct Row {
        let model: ModelPrice
        let tier: ServiceTier
    }

    private static func rates(_ prices: PriceTable) -> Table {
        let rows = prices.models.flatMap { model in model.tiers.map { Row(model: model, tier: $0) }
        }
        return Table(
            of: rows,
            [.name("model") { $0.model.id }, .name("tier") { $0.tier.name }]
                + rateFields(prices)
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
            row.model.rate(of: meter, in: row.tier).map { .money(perMillion($0)) } ?? .none
        }
    }

    private static func perMillion(_ rate: Rate) -> Money {
        Money(attos: Int128(rate.attosPerToken) * 1_000_000)
    }
}
