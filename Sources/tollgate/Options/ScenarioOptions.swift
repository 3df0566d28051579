import ArgumentParser
import Console
import Finance

/// What a project costs and saves; each option goes before what a scenario file says.
struct ScenarioOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A scenario: 'tutorial', which ships with the program, or a YAML file.",
            valueName: "name|file"))
    var scenario: String?

    @Option(
        help: ArgumentHelp("What is saved a month, such as 4737.50.", valueName: "amount"))
    var monthlySaving: String?

    @Option(
        help: ArgumentHelp(
            "What is paid a month now; with --saving-percent.", valueName: "amount"))
    var monthlyCost: String?

    @Option(
        help: ArgumentHelp("Which part of --monthly-cost is saved.", valueName: "percent"))
    var savingPercent: String?

    @Option(
        help: ArgumentHelp(
            "Tokens a month that move from --from-model to --to-model, such as 500M.",
            valueName: "tokens"))
    var volume: String?

    @Option(help: ArgumentHelp("The model that they are paid at now.", valueName: "model"))
    var fromModel: String?

    @Option(help: ArgumentHelp("The model that they move to.", valueName: "model"))
    var toModel: String?

    @Option(
        help: ArgumentHelp(
            "The share of the tokens that is input, such as 80%, for tables with two prices.",
            valueName: "share"))
    var inputShare: String?

    @Option(help: ArgumentHelp("Hours of engineering, once.", valueName: "hours"))
    var hours: String?

    @Option(help: ArgumentHelp("What an hour costs.", valueName: "amount"))
    var hourlyRate: String?

    @Option(help: ArgumentHelp("What moving costs besides, once.", valueName: "amount"))
    var migration: String?

    @Option(help: ArgumentHelp("What licences cost a month.", valueName: "amount"))
    var licence: String?

    @Option(help: ArgumentHelp("What running it costs a month.", valueName: "amount"))
    var operations: String?

    @Option(help: ArgumentHelp("The months looked at; 12 without it.", valueName: "months"))
    var term: String?

    @Option(
        help: ArgumentHelp("What money costs a year; 8% without it.", valueName: "percent"))
    var discountRate: String?

    @Option(
        help: ArgumentHelp(
            "How a month's rate follows: effective, (1 + r)^(1/12) - 1, or nominal, r / 12.",
            valueName: "convention"))
    var discounting: DiscountRate.Convention?

    @Option(
        help: ArgumentHelp(
            "By how much the saving grows a month, such as 2%.", valueName: "percent")
    )
    var growth: String?

    @Option(help: ArgumentHelp("Requests a month, where no logs tell.", valueName: "n"))
    var requests: String?

    @Option(help: ArgumentHelp("Users, where no logs tell.", valueName: "n"))
    var users: String?

    @Option(help: ArgumentHelp("What customers pay a month.", valueName: "amount"))
    var revenue: String?

    @Option(help: ArgumentHelp("How often the simulation draws; 10000 without it.", valueName: "n"))
    var draws: Int?

    @Option(
        help: ArgumentHelp("What its random numbers start from; 1 without it.", valueName: "n"))
    var seed: UInt64?

    /// Options that say what is saved, which logs say by themselves.
    var savingOptions: [(name: String, text: String?)] {
        [
            ("--monthly-saving", monthlySaving), ("--monthly-cost", monthlyCost),
            ("--saving-percent", savingPercent), ("--volume", volume),
            ("--from-model", fromModel), ("--to-model", toModel), ("--input-share", inputShare),
            ("--requests", requests), ("--users", users),
        ]
    }

    private static let kinds = [
        ("--monthly-saving", [0]), ("--monthly-cost and --saving-percent", [1, 2]),
        ("--volume, --from-model and --to-model", [3, 4, 5, 6]),
    ]

    func validate() throws {
        let given = savingOptions.map { $0.text != nil }
        let kinds = Self.kinds.filter { $0.1.contains { given[$0] } }
        guard kinds.count > 1 else { return }
        throw ValidationError(
            "\(kinds[0].0) and \(kinds[1].0) both say what is saved; give one of them")
    }

    /// The scenario with the options in place of what it says.
    func completed() throws -> Scenario {
        var scenario = try self.scenario.map { try NamedFiles.scenario($0) } ?? Scenario()
        for (input, option, text) in inputs {
            guard let text else { continue }
            try Self.refusing(option) { () throws(ScenarioFault) in
                try scenario.set(input, to: text, from: .option(option))
            }
        }
        try setSaving(&scenario)
        try setRest(&scenario)
        return scenario
    }

    private var inputs: [(ScenarioInput, String, String?)] {
        [
            (.saving, "--monthly-saving", monthlySaving), (.hours, "--hours", hours),
            (.hourlyRate, "--hourly-rate", hourlyRate), (.migration, "--migration", migration),
            (.licence, "--licence", licence), (.operations, "--operations", operations),
            (.term, "--term", term), (.discountRate, "--discount-rate", discountRate),
            (.growth, "--growth", growth),
        ]
    }

    private func setSaving(_ scenario: inout Scenario) throws {
        if monthlyCost != nil || savingPercent != nil {
            let names = given(1...2)
            try Self.refusing(names) { () throws(ScenarioFault) in
                try scenario.setShare(
                    cost: monthlyCost, percent: savingPercent, from: .option(names))
            }
        }
        if volume != nil || fromModel != nil || toModel != nil || inputShare != nil {
            let names = given(3...6)
            try Self.refusing(names) { () throws(ScenarioFault) in
                try scenario.setMove(
                    volume: volume, from: fromModel, to: toModel, inputShare: inputShare,
                    origin: .option(names))
            }
        }
    }

    /// Those of some options of a saving that are given.
    private func given(_ places: ClosedRange<Int>) -> String {
        savingOptions[places].filter { $0.text != nil }.map(\.name).joined(separator: ", ")
    }

    private func setRest(_ scenario: inout Scenario) throws {
        if let discounting {
            scenario.setConvention(discounting, from: .option("--discounting"))
        }
        try Self.refusing("--requests") { () throws(ScenarioFault) in
            try scenario.setTraffic(requests: requests)
        }
        try Self.refusing("--users") { () throws(ScenarioFault) in
            try scenario.setTraffic(users: users)
        }
        if let revenue {
            try Self.refusing("--revenue") { () throws(ScenarioFault) in
                try scenario.setRevenue(revenue, from: .option("--revenue"))
            }
        }
        try Self.refusing("--draws") { () throws(ScenarioFault) in
            try scenario.setSimulation(draws: draws, seed: seed)
        }
    }

    /// Turns what is wrong with a value into an error of usage that names its option.
    static func refusing(_ option: String, _ set: () throws(ScenarioFault) -> Void) throws {
        do {
            try set()
        } catch {
            throw ValidationError("\(option) \(error)")
        }
    }
}
