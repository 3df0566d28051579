public import Pricing

/// What a project costs and saves, as somebody expects it.
public struct Scenario: Sendable {
    /// What reports call it.
    public internal(set) var name = "project"
    /// What a reader of the report has to know about it.
    public internal(set) var note: String?
    /// The price table that it names; nil where it names none.
    public internal(set) var prices: String?
    /// What is saved; nil where it does not say.
    public internal(set) var saving: SavingBasis?
    /// The other inputs, as far as they are given.
    public internal(set) var values: [ScenarioInput: ScenarioValue] = [:]
    /// How a month's discount rate follows from the year's.
    public internal(set) var convention = DiscountRate.Convention.effective
    /// Where the convention comes from.
    public internal(set) var conventionOrigin = Origin.standard
    /// Volumes in tokens a month that are shown beside the scenario's own.
    public internal(set) var volumes: [UInt64] = []
    /// What there is in a month.
    public internal(set) var traffic = TrafficCounts()
    /// What customers pay a month; nil where nobody says.
    public internal(set) var revenue: ScenarioValue?
    /// Serving the tokens oneself; nil where that is not asked.
    public internal(set) var selfHosting: SelfHosting?
    /// The lowest and the highest value that the sensitivity tries; the others vary by a fifth.
    public internal(set) var ranges: [ScenarioInput: Supposition<ClosedRange<Double>>] = [:]
    /// How inputs may lie; empty where nobody says.
    public internal(set) var distributions: [ScenarioInput: Supposition<Distribution>] = [:]
    /// How often the simulation draws.
    public internal(set) var draws = 10_000
    /// What its random numbers start from.
    public internal(set) var seed: UInt64 = 1
    /// The SHA-256 of its file; nil where there is none.
    public internal(set) var sha256: String?
    /// Currencies behind amounts that are held without one, each with where it stands.
    var otherCurrencies: [(currency: Currency, origin: Origin)] = []

    /// A scenario in which nothing is given.
    public init() {}
}

/// What serving tokens oneself costs, to be compared with paying for each.
public struct SelfHosting: Sendable {
    /// What is paid for a token elsewhere.
    public enum Price: Hashable, Sendable {
        /// An amount for a million tokens.
        case perMillionTokens(Money)
        /// What a model's tokens cost at the scenario's price table.
        case model(String)
    }

    /// What it costs a month, by tokens.
    public let cost: StepCost
    /// What is paid elsewhere.
    public let against: Price
    /// Where it stands.
    public let origin: Origin
}

extension Scenario {
    /// Sets an input to what a text says, as an option of a command does.
    ///
    /// - Parameters:
    ///   - input: Which one.
    ///   - text: A number with its unit.
    ///   - origin: Where the text comes from.
    /// - Throws: What was expected, where the text is anything else.
    public mutating func set(
        _ input: ScenarioInput, to text: String, from origin: Origin
    ) throws(ScenarioFault) {
        let value = try ScenarioValue(text, of: input, from: origin)
        try checkReplaceable(input)
        if input == .saving { replaceSaving(by: .amount(value)) } else { values[input] = value }
    }

    /// Says that a share of a cost is saved, where one of the two may be the scenario's.
    ///
    /// - Parameters:
    ///   - cost: What is paid a month now; nil keeps the scenario's.
    ///   - percent: The share that is saved; nil keeps the scenario's.
    ///   - origin: Where the texts come from.
    /// - Throws: What is missing, or was expected.
    public mutating func setShare(
        cost: String?, percent: String?, from origin: Origin
    ) throws(ScenarioFault) {
        var known: (cost: ScenarioValue, percent: ScenarioValue)?
        if case .share(let cost, let percent) = saving { known = (cost, percent) }
        let newCost = try cost.map { (text) throws(ScenarioFault) in
            try ScenarioValue(text, of: .operations, from: origin)
        }
        let newPercent = try percent.map { (text) throws(ScenarioFault) in
            try ScenarioValue(savedPercent: text, from: origin)
        }
        guard let cost = newCost ?? known?.cost, let percent = newPercent ?? known?.percent else {
            throw ScenarioFault(
                "says only one of the cost a month and the share that is saved; give both")
        }
        try checkReplaceable(.saving)
        replaceSaving(by: .share(cost: cost, percent: percent))
    }

    /// Says that tokens move from a model to another, where parts may be the scenario's.
    ///
    /// - Parameters:
    ///   - volume: How many tokens a month; nil keeps the scenario's, as it does below.
    ///   - from: The model that they are paid at now.
    ///   - to: The model that they move to.
    ///   - inputShare: Which share of them is input.
    ///   - origin: Where the texts come from.
    /// - Throws: What is missing, or was expected.
    public mutating func setMove(
        volume: String?, from: String?, to: String?, inputShare: String?, origin: Origin
    ) throws(ScenarioFault) {
        var known: TokenMove?
        if case .move(let move) = saving { known = move }
        let newVolume = try volume.map { (text) throws(ScenarioFault) in try Self.volume(text) }
        guard let volume = newVolume ?? known?.volume, let from = from ?? known?.from,
            let to = to ?? known?.to
        else {
            throw ScenarioFault(
                "lacks one of volume, from and to; a move of tokens needs all three")
        }
        let newShare = try inputShare.map { (text) throws(ScenarioFault) in
            try Self.inputShare(text)
        }
        try checkReplaceable(.saving)
        saving = .move(
            TokenMove(
                volume: volume, from: from, to: to, inputShare: newShare ?? known?.inputShare,
                origin: origin))
    }

    /// Refuses another value for an input where the file says how its own lies.
    ///
    /// - Throws: Where it says so, and what to do.
    public func checkReplaceable(_ input: ScenarioInput) throws(ScenarioFault) {
        guard let distribution = distributions[input] else { return }
        throw ScenarioFault(
            "replaces the \(input.title), and \(distribution.origin) says how the one of the "
                + "scenario lies; leave \(input.rawValue) out of uncertain there, or don't "
                + "replace it")
    }

    /// Sets how a month's discount rate follows from the year's.
    public mutating func setConvention(
        _ convention: DiscountRate.Convention, from origin: Origin
    ) {
        (self.convention, conventionOrigin) = (convention, origin)
    }

    /// Sets what there is in a month; nil leaves a count as it is.
    ///
    /// - Parameters:
    ///   - requests: How many requests.
    ///   - users: How many different users.
    ///   - tokens: How many tokens of all kinds.
    /// - Throws: What was expected.
    public mutating func setTraffic(
        requests: String? = nil, users: String? = nil, tokens: String? = nil
    ) throws(ScenarioFault) {
        if let requests { traffic.requests = try Self.count(requests, of: "requests") }
        if let users { traffic.users = try Self.count(users, of: "users") }
        if let tokens { traffic.tokens = try Self.volume(tokens) }
    }

    /// Sets what customers pay a month.
    ///
    /// - Throws: What was expected.
    public mutating func setRevenue(
        _ text: String, from origin: Origin
    ) throws(ScenarioFault) {
        revenue = try ScenarioValue(text, of: .operations, from: origin)
    }

    /// Sets how often the simulation draws and what its random numbers start from.
    ///
    /// - Parameters:
    ///   - draws: How often; nil leaves it as it is.
    ///   - seed: What the random numbers start from; nil leaves it as it is.
    /// - Throws: What was expected.
    public mutating func setSimulation(
        draws: Int? = nil, seed: UInt64? = nil
    ) throws(ScenarioFault) {
        if let seed { self.seed = seed }
        guard let draws else { return }
        guard 100...1_000_000 ~= draws else {
            throw ScenarioFault("\(draws)", expected: "a number from 100 to 1,000,000")
        }
        self.draws = draws
    }

    /// Takes what logs show for the saving.
    public mutating func measure(_ saving: MonthlySaving) { replaceSaving(by: .measured(saving)) }

    /// Other volumes belong to tokens that move.
    private mutating func replaceSaving(by basis: SavingBasis) {
        saving = basis
        volumes = []
    }

    /// Currencies behind its amounts, each with where it stands; not those of replaced ones.
    var currencies: [(currency: Currency, origin: Origin)] {
        let inputs = ScenarioInput.allCases.compactMap { values[$0] }
        let held = savingValues + inputs + [revenue].compactMap { $0 }
        return held.compactMap { value in value.currency.map { ($0, value.origin) } }
            + otherCurrencies
    }

    private var savingValues: [ScenarioValue] {
        switch saving {
        case .amount(let value): [value]
        case .share(let cost, _): [cost]
        case .move, .measured, nil: []
        }
    }

    static func volume(_ text: String) throws(ScenarioFault) -> UInt64 {
        try count(text, of: "tokens")
    }

    static func count(_ text: String, of word: String) throws(ScenarioFault) -> UInt64 {
        guard let count = WrittenQuantity(text)?.count(of: word) else {
            throw ScenarioFault(
                text, expected: "a count such as 500M \(word), from 1 to 2^50")
        }
        return count
    }

    static func inputShare(_ text: String) throws(ScenarioFault) -> UInt64 {
        guard let share = WrittenQuantity(text)?.share else {
            throw ScenarioFault(
                text, expected: "a share such as 80%, from 0% to 100%, with at most two decimals")
        }
        return share
    }
}

extension ScenarioValue {
    /// The share of a cost that is saved; more than all of it can't be, less than nothing can.
    init(savedPercent text: String, from origin: Origin) throws(ScenarioFault) {
        let isBare = text.last?.isNumber ?? false
        guard let written = WrittenQuantity(isBare ? text + "%" : text), written.fits(.percent),
            let content = Content(written.number, .percent)
        else { throw ScenarioFault(text, expected: "a percentage such as 94.75%") }
        self.init(content, from: origin)
        guard -1_000...100 ~= approximate else {
            throw ScenarioFault(text, expected: "a percentage from -1000% to 100%")
        }
    }
}
