public import Pricing

/// A scenario with everything that it takes from prices and logs, in one currency.
public struct Project: Sendable {
    /// What somebody expects.
    public let scenario: Scenario
    /// The currency of every amount.
    public let currency: Currency
    /// What is saved in the first month.
    public let saving: MonthlySaving
    /// What other volumes would save; empty unless tokens move.
    public let volumes: [VolumeSaving]
    /// From which volumes serving the tokens oneself pays; nil where that is not asked.
    public let selfHosting: BreakEven?
    /// The prices that went into it; nil where none did.
    public let prices: PriceTable?

    /// The months looked at.
    public let term: ScenarioValue
    /// What money costs a year.
    public let discountRate: ScenarioValue

    private static let standardTerm = ScenarioValue(.months(12), from: .standard)
    private static let standardDiscountRate = ScenarioValue(.percent(8_000_000), from: .standard)

    /// Works out what a scenario leaves to the prices.
    ///
    /// - Parameters:
    ///   - scenario: What somebody expects.
    ///   - prices: The prices of models; their currency is everything's where they are used.
    /// - Throws: ``FinanceError`` where something is missing, or amounts are in two currencies.
    public init(_ scenario: Scenario, prices: PriceTable) throws(FinanceError) {
        guard let basis = scenario.saving else {
            throw FinanceError(
                "nothing says what is saved; give logs with a --policy, --monthly-saving, "
                    + "--monthly-cost with --saving-percent, or a --scenario")
        }
        let isPriced = scenario.usesPrices
        currency = try scenario.currency(prices: isPriced ? prices : nil, otherwise: prices)
        self.prices = isPriced ? prices : nil
        saving = try MonthlySaving(basis, prices)
        volumes = try scenario.volumes.map { (volume) throws(FinanceError) in
            try VolumeSaving(volume, basis, prices)
        }
        selfHosting = try scenario.selfHosting.map { (hosting) throws(FinanceError) in
            BreakEven(of: hosting.cost, against: try hosting.price(basis, prices))
        }
        term = scenario.values[.term] ?? Self.standardTerm
        discountRate = scenario.values[.discountRate] ?? Self.standardDiscountRate
        self.scenario = scenario
        try checkSaving()
        try checkHours()
        try checkRanges()
    }

    /// What follows from prices or shares has the bounds of what is given.
    private func checkSaving() throws(FinanceError) {
        guard ScenarioInput.saving.bounds.contains(saving.saved.approximate) else {
            throw FinanceError(
                "the saving comes to \(saving.saved) \(currency) a month; expected a billion at most, "
                    + "so give a smaller cost or volume")
        }
    }

    private func checkHours() throws(FinanceError) {
        let (hours, rate) = (scenario.values[.hours], scenario.values[.hourlyRate])
        guard (hours == nil) == (rate == nil) else {
            throw FinanceError(
                hours == nil
                    ? "an hourly rate is given without hours; give both or none"
                    : "hours are given without what one costs; give the hourly rate too")
        }
    }

    private func checkRanges() throws(FinanceError) {
        for input in ScenarioInput.allCases {
            if let range = scenario.ranges[input], !range.content.contains(numbers[input]) {
                throw FinanceError(
                    "\(range.origin): the sensitivity's range of \(input.rawValue), "
                        + "\(range.content.lowerBound) to \(range.content.upperBound), does not "
                        + "hold its value \(numbers[input])")
            }
            if let distribution = scenario.distributions[input],
                !distribution.content.span.contains(numbers[input])
            {
                throw FinanceError(
                    "\(distribution.origin): the \(distribution.content.name) distribution of "
                        + "\(input.rawValue) does not hold its value \(numbers[input]); give one "
                        + "that does, or leave it out of uncertain")
            }
        }
    }
}

extension Project {
    /// What is laid out at first: hours × hourly rate + migration.
    public var oneOff: Money {
        guard case .hours(let parts) = scenario.values[.hours]?.content else {
            return amount(.migration)
        }
        return amount(.hourlyRate).times(parts, over: 10_000) + amount(.migration)
    }

    /// What running it costs a month.
    public var running: Money { amount(.licence) + amount(.operations) }

    /// What is left of a month's saving.
    public var netSaving: Money { saving.saved - running }

    /// An amount; nothing where none is given, which the report says.
    public func amount(_ input: ScenarioInput) -> Money {
        guard case .amount(let amount) = scenario.values[input]?.content else { return .zero }
        return amount
    }

    /// What customers pay a month; nil where nobody says.
    public var revenue: Money? {
        guard case .amount(let amount) = scenario.revenue?.content else { return nil }
        return amount
    }

    /// The inputs as floating point.
    public var numbers: ProjectNumbers {
        var values = scenario.values.mapValues(\.approximate)
        values[.saving] = saving.saved.approximate
        values[.term] = term.approximate
        values[.discountRate] = discountRate.approximate
        return ProjectNumbers(values, scenario.convention)
    }
}

extension Scenario {
    /// Whether any of it is priced by a price table.
    public var usesPrices: Bool {
        if case .model = selfHosting?.against { return true }
        switch saving {
        case .move, .measured: return true
        case .amount, .share, nil: return false
        }
    }

    /// The currency of everything.
    fileprivate func currency(
        prices: PriceTable?, otherwise table: PriceTable
    ) throws(FinanceError) -> Currency {
        let currency = prices?.currency ?? currencies.first?.currency ?? table.currency
        for (other, origin) in currencies where other != currency {
            let reason = prices.map { "price table \($0.name) is" } ?? "other amounts are"
            throw FinanceError(
                "\(origin) has an amount in \(other), where \(reason) in \(currency); give all in "
                    + "one currency, and prices in it with --fx")
        }
        return currency
    }
}

extension MonthlySaving {
    fileprivate init(_ basis: SavingBasis, _ prices: PriceTable) throws(FinanceError) {
        switch basis {
        case .amount(let value):
            guard case .amount(let saved) = value.content else {
                throw FinanceError("the saving is no amount")
            }
            self.init(saved: saved, method: "as given", origin: value.origin)
        case .share(let cost, let percent):
            guard case .amount(let before) = cost.content,
                case .percent(let millionths) = percent.content
            else { throw FinanceError("the saving is no share of an amount") }
            let share = before.times(millionths.magnitude, over: 100_000_000)
            self.init(
                before: before, after: millionths < 0 ? before + share : before - share,
                volume: nil, method: "a share of what is paid now", origin: percent.origin)
        case .move(let move):
            let cost = try move.cost(of: move.volume, at: prices)
            self.init(
                before: cost.before, after: cost.after, volume: move.volume,
                method: "tokens that move from `\(move.from)` to `\(move.to)`, at the prices of "
                    + "`\(prices.name)`", origin: move.origin)
        case .measured(let saving):
            self = saving
        }
    }
}

/// What a volume of tokens costs a month before and after a move.
public struct VolumeSaving: Hashable, Sendable {
    /// Tokens of all kinds a month.
    public let volume: UInt64
    /// What they cost now.
    public let before: Money
    /// What they cost then.
    public let after: Money

    /// What is saved; negative where it costs more.
    public var saved: Money { before - after }

    fileprivate init(
        _ volume: UInt64, _ basis: SavingBasis, _ prices: PriceTable
    ) throws(FinanceError) {
        guard case .move(let move) = basis else {
            throw FinanceError(
                "volumes are given, but the saving is none of tokens that move; give volume, from "
                    + "and to, or leave volumes out")
        }
        self.volume = volume
        (before, after) = try move.cost(of: volume, at: prices)
    }
}

extension SelfHosting {
    /// What a token costs elsewhere.
    fileprivate func price(
        _ basis: SavingBasis, _ prices: PriceTable
    ) throws(FinanceError) -> Money {
        switch against {
        case .perMillionTokens(let amount):
            return amount.times(1, over: 1_000_000)
        case .model(let name):
            var share: UInt64?
            if case .move(let move) = basis { share = move.inputShare }
            return try prices.cost(of: 1_000_000, at: name, inputShare: share)
                .times(1, over: 1_000_000)
        }
    }
}
