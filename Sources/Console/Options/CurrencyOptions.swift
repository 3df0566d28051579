package import ArgumentParser
package import Pricing

/// The currency in which prices are shown.
package struct CurrencyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What a unit of a currency is worth in another one, and the day of that rate. Repeatable.",
            discussion: "Each price is converted and rounded once; the report shows rate and day.",
            valueName: "'CNY=0.14 USD @2026-01-01'"))
    package var fx: [String] = []

    @Option(
        help: ArgumentHelp(
            "The currency of the report, for which --fx has a rate.", valueName: "code"))
    package var currency: String?

    package init() {}

    package func validate() throws {
        let rates = try asUsage { try exchangeRates() }
        if let currency, Currency(currency) == nil {
            throw ValidationError("--currency \(currency): expected three capitals such as USD")
        }
        let pairs = rates.map { "\($0.from) to \($0.to)" }
        for (index, pair) in pairs.enumerated() where pairs[..<index].contains(pair) {
            throw ValidationError("--fx has two rates from \(pair); give one")
        }
        if currency == nil, Set(rates.map(\.to)).count > 1 {
            throw ValidationError("--fx leads to several currencies; choose one with --currency")
        }
    }

    private func exchangeRates() throws -> [ExchangeRate] { try fx.map { try ExchangeRate($0) } }

    /// The tables in the currency of the report.
    ///
    /// Without `--fx` and `--currency` they stay as they are.
    package func converted(_ tables: [PriceTable]) throws -> [PriceTable] {
        let rates = try exchangeRates()
        guard let target = currency.flatMap({ Currency($0) }) ?? rates.first?.to else {
            return tables
        }
        for rate in rates where !tables.contains(where: { $0.currency == rate.from }) {
            throw CommandError("--fx \(rate): no price table is in \(rate.from); leave it out")
        }
        return try tables.map { try converted($0, to: target, by: rates) }
    }

    private func converted(
        _ table: PriceTable, to target: Currency, by rates: [ExchangeRate]
    ) throws -> PriceTable {
        if table.currency == target { return table }
        guard let rate = rates.first(where: { $0.from == table.currency && $0.to == target }) else {
            throw CommandError(
                "price table \(table.name) is in \(table.currency), the report in \(target); give a "
                    + "rate such as --fx '\(table.currency)=0.14 \(target) @2026-01-01'")
        }
        guard let converted = table.converted(by: rate) else {
            throw CommandError(
                "price table \(table.name) at \(rate): a price is beyond "
                    + "\(Bounds.unitsPerMillionTokens) \(target) per 1M tokens")
        }
        return converted
    }
}
