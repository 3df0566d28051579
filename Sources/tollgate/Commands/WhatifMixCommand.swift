import ArgumentParser
import Audit
import Console
import Documents
import Pricing
import Reports

/// Which shares of the models give a bill.
struct WhatifMixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mix",
        abstract: "Finds the shares of models that give a bill.",
        discussion: """
            Gives the range that each model's share can have, exactly, and all mixes at a grain. \
            'tollgate whatif mix --tokens 500M --target 1485' asks which mixes of the default price \
            table's models cost $1,485. Exits with 1 where none does.
            """)

    @Option(help: ArgumentHelp("All tokens, such as 500M.", valueName: "tokens"))
    var tokens: String

    @Option(
        help: ArgumentHelp("What they cost together, in the table's currency.", valueName: "amount")
    )
    var target: String

    @Option(
        help: ArgumentHelp("How far a mix's bill may lie from the target.", valueName: "amount"))
    var tolerance = "0"

    @Option(
        help: ArgumentHelp("Shares are multiples of this, such as 1% or 0.5%.", valueName: "share"))
    var grain = "1%"

    @Option(
        help: ArgumentHelp(
            "A model of the mix; without any, all of the table. Repeatable.", valueName: "name"))
    var model: [String] = []

    @Option(
        help: ArgumentHelp(
            "The share of the tokens that is input, such as 80%, for tables with two prices.",
            valueName: "share"))
    var inputShare: String?

    @Option(
        help: ArgumentHelp("The price table: a built-in name or a file.", valueName: "name|file"))
    var prices = "headline-2026"

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        _ = try asUsage { try numbers() }
        if Set(model).count < model.count {
            throw ValidationError("--model names a model twice; name it once")
        }
    }

    func run() throws {
        let table = try NamedFiles.prices(prices)
        let destination = try output.destination(inputs: [prices])
        let numbers = try numbers()
        let question = try MixQuestion(
            tokens: numbers.tokens, bill: numbers.target, tolerance: numbers.tolerance,
            parts: numbers.parts, models: model.isEmpty ? table.models.map(\.id) : model,
            prices: table, inputShare: numbers.inputShare)
        let answer = try question.answer()
        try write(question, answer, table, to: destination)
        if answer.mixes.isEmpty { throw FailedCheck.code }
    }

    private func write(
        _ question: MixQuestion, _ answer: MixAnswer, _ table: PriceTable,
        to destination: Destination
    ) throws {
        let report = MixReport(
            question, answer,
            heading: "Mixes of models at `\(table.name)` that cost \(target) "
                + "\(table.currency.code) for \(tokens) tokens")
        try output.write(
            report, to: destination, from: RunInputs(prices: [prices]), csv: MixCSV(answer).text,
            json: MixJSON(question, answer, currency: table.currency.code).text)
    }

    private typealias Numbers = (
        tokens: UInt64, target: Money, tolerance: Money, parts: Int, inputShare: Fraction?
    )

    private func numbers() throws -> Numbers {
        let written = try WrittenNumber("--tokens", tokens)
        let count = written.value
        guard [nil, .word("tokens")].contains(written.unit), count.denominator == 1,
            let whole = UInt64(exactly: count.numerator), whole > 0
        else {
            throw CommandError("--tokens \(tokens): expected a number of tokens such as 500M")
        }
        let share = try WrittenNumber("--grain", grain).value
        guard share.numerator == 1, let parts = Int(exactly: share.denominator),
            1...MixQuestion.finestGrain ~= parts
        else {
            throw CommandError(
                "--grain \(grain): expected a share that divides the whole, such as 1% or 0.5%")
        }
        let input = try inputShare.map { try WrittenNumber("--input-share", $0).value }
        if let input, input < .zero || input > .one {
            throw CommandError("--input-share: expected a share from 0% to 100%")
        }
        return (
            whole, try amount("--target", target), try amount("--tolerance", tolerance), parts,
            input
        )
    }

    private func amount(_ option: String, _ text: String) throws -> Money {
        guard let number = DecimalNumber(text), let amount = Money(exactly: number), amount >= .zero
        else { throw CommandError("\(option) \(text): expected an amount such as 1485 or 42.50") }
        return amount
    }
}

extension WrittenNumber {
    /// The number that an option's value spells out.
    fileprivate init(_ option: String, _ text: String) throws {
        do {
            try self.init(text)
        } catch {
            throw CommandError("\(option) \(text): expected a number such as 500M or 1%")
        }
    }
}
