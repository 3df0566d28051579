import Pricing
import Replay

/// One charge line as values of columns; what has none is null.
///
/// What a column has to hold is quoted from the specification, version 1.2.
struct FOCUSRow {
    private typealias Field = CSVWriter.Field

    private let line: ChargeLine
    private let kind: ChargeColumn.Kind
    private let table: PriceTable
    private let account: String
    private let sku: FOCUSSku

    init(_ line: ChargeLine, of kind: ChargeColumn.Kind, _ prices: PriceSchedule, account: String) {
        (self.line, self.kind, self.account) = (line, kind, account)
        table = prices.tables[line.price.table]
        sku = FOCUSSku(line, table)
    }

    /// The specification's columns.
    var values: [FOCUSColumn: CSVWriter.Field] {
        let parts = [periods, charge, quantities, costs, ownCurrency, seller]
        return parts.reduce(sku.values) { $0.merging($1) { known, _ in known } }
    }

    /// Our own columns.
    var custom: [OwnFOCUSColumn: CSVWriter.Field] {
        var values: [OwnFOCUSColumn: CSVWriter.Field] = [
            .model: .identifier(line.model.text), .priceTable: .identifier(table.name),
            .priceTableSHA256: .identifier(table.sha256),
            .serviceTier: .identifier(line.tier.name),
            .simulated: .identifier(kind == .billed ? "false" : "true"),
            .tokenKind: .identifier(line.price.meter.rawValue),
        ]
        if case .policy(let name) = kind { values[.policy] = .identifier(name) }
        if case .baseline(let model) = kind { values[.baseline] = .identifier(model) }
        return values
    }

    /// Billing periods are calendar months in UTC.
    private var periods: [FOCUSColumn: CSVWriter.Field] {
        let month = line.period.lowerBound.calendarMonth
        return [
            .chargePeriodStart: .identifier(line.period.lowerBound.rfc3339),
            .chargePeriodEnd: .identifier(line.period.upperBound.rfc3339),
            .billingPeriodStart: .identifier(month.lowerBound.rfc3339),
            .billingPeriodEnd: .identifier(month.upperBound.rfc3339),
        ]
    }

    /// "Standard when pricing is predetermined at the agreed upon rate": so are batch, flex,
    /// priority and off-peak rates too, each with a price of its own.
    private var charge: [FOCUSColumn: CSVWriter.Field] {
        let tags = line.tags.map { ($0.key.text, KeyValueText.Value.text($0.value.text)) }
        return [
            .billingAccountID: .identifier(account),
            .billingAccountType: .identifier("Billing Account"),
            .chargeCategory: .identifier("Usage"), .chargeFrequency: .identifier("Usage-Based"),
            .chargeDescription: .identifier(description),
            .pricingCategory: .identifier("Standard"),
            .tags: .identifier(KeyValueText.object(tags)),
        ]
    }

    private var description: String {
        let rate = rate(.charged).perMillionTokens
        return "\(sku.meterName) of \(line.model.text) at \(rate) \(table.currency) per 1M tokens"
            + (sku.circumstances.isEmpty ? "" : " (\(sku.circumstances.joined(separator: ", ")))")
    }

    /// The price is per million tokens, as sellers state it, so that price and quantity are both
    /// exact and their product is the cost to the last digit.
    private var quantities: [FOCUSColumn: CSVWriter.Field] {
        let (millions, rest) = line.tokens.quotientAndRemainder(dividingBy: 1_000_000)
        let digits = String(rest)
        let padded = String(repeating: "0", count: 6 - digits.utf8.count) + digits
        return [
            .consumedQuantity: .number("\(line.tokens).0"), .consumedUnit: .identifier("Tokens"),
            .pricingQuantity: .number("\(millions).\(padded)"),
            .pricingUnit: .identifier("1000000 Tokens"),
        ]
    }

    private var costs: [FOCUSColumn: CSVWriter.Field] {
        let cost = cost(.charged)
        return [
            .billingCurrency: .identifier(table.currency.code),
            .listUnitPrice: price(.listed), .listCost: self.cost(.listed),
            .contractedUnitPrice: price(.charged), .contractedCost: cost,
            .effectiveCost: cost, .billedCost: cost,
        ]
    }

    private var ownCurrency: [FOCUSColumn: CSVWriter.Field] {
        [
            .pricingCurrency: .identifier(table.ownCurrency.code),
            .pricingCurrencyListUnitPrice: price(.listedInOwnCurrency),
            .pricingCurrencyContractedUnitPrice: price(.chargedInOwnCurrency),
            .pricingCurrencyEffectiveCost: cost(.chargedInOwnCurrency),
        ]
    }

    /// Who sells the model, else its family, else the name of the price list: none may be null.
    private var seller: [FOCUSColumn: CSVWriter.Field] {
        let model = table.model(line.model.text)
        let name = CSVWriter.Field.identifier(model?.provider ?? model?.family ?? table.name)
        return [
            .providerName: name, .publisherName: name, .invoiceIssuerName: name,
            .serviceCategory: .identifier("AI and Machine Learning"),
            .serviceSubcategory: .identifier("Generative AI"),
            .serviceName: .identifier("Language Models"),
        ]
    }

    private func rate(_ stage: PriceStage) -> Rate {
        guard let rate = line.price.rates[stage] else { preconditionFailure("no rate at \(stage)") }
        return rate
    }

    private func price(_ stage: PriceStage) -> CSVWriter.Field {
        .number(rate(stage).perMillionTokens)
    }

    private func cost(_ stage: PriceStage) -> CSVWriter.Field {
        .number(rate(stage).amount(of: line.tokens).description)
    }
}

extension Timestamp {
    /// The month of our calendar in UTC, its end excluded.
    fileprivate var calendarMonth: Range<Timestamp> {
        let day = Timestamp.civil(fromDays: Int(wholeDays))
        let start = Timestamp(monthOf: day.year, day.month)
        let end =
            day.month == 12
            ? Timestamp(monthOf: day.year + 1, 1) : Timestamp(monthOf: day.year, day.month + 1)
        return start..<end
    }

    /// The first instant of a month.
    private init(monthOf year: Int, _ month: Int) {
        let days = Timestamp.days(fromCivil: CivilDay(year: year, month: month, day: 1))
        self.init(nanoseconds: Int64(days) * Self.nanosecondsPerDay)
    }

    private var wholeDays: Int64 {
        let (days, rest) = nanoseconds.quotientAndRemainder(dividingBy: Self.nanosecondsPerDay)
        return rest < 0 ? days - 1 : days
    }

    private static let nanosecondsPerDay: Int64 = 86_400_000_000_000
}
