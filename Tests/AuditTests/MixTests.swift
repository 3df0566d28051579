import Documents
import Pricing
import Testing

@testable import Audit

@Suite struct MixTests {
    private func question(
        tokens: UInt64 = 500_000_000, bill: String, tolerance: String = "0", parts: Int = 100,
        models: [String]? = nil, prices: String = "headline-2026", inputShare: Fraction? = nil
    ) throws -> MixQuestion {
        let table = try PriceTable.named(prices)
        return try MixQuestion(
            tokens: tokens, bill: money(bill), tolerance: money(tolerance), parts: parts,
            models: models ?? table.models.map(\.id), prices: table, inputShare: inputShare)
    }

    private func money(_ text: String) throws -> Money {
        try #require(DecimalNumber(text).flatMap { Money(exactly: $0) })
    }

    /// Every mix of a grain, tried one by one.
    private func tried(
        _ question: MixQuestion, tolerance: Fraction = .zero
    ) throws -> [[Int]] {
        var found: [[Int]] = []
        let parts = question.parts
        for a in 0...parts {
            for b in 0...(parts - a) {
                for c in 0...(parts - a - b) {
                    let mix = [a, b, c, parts - a - b - c]
                    var bill = Fraction.zero
                    for (part, choice) in zip(mix, question.choices) {
                        let share = Fraction(Int128(part), over: Int128(parts))
                        bill = try bill.plus(
                            choice.pricePerToken.times(Fraction(Int128(question.tokens)))
                                .times(share))
                    }
                    if try bill.distance(to: Fraction(question.bill)) <= tolerance {
                        found.append(mix)
                    }
                }
            }
        }
        return found
    }

    @Test func allMixesOfTheGrainAreFound() throws {
        let question = try question(bill: "1485", parts: 50)
        #expect(try question.answer().mixes.map(\.parts) == tried(question))
        let wide = try self.question(bill: "1485", tolerance: "20", parts: 40)
        let mixes = try wide.answer().mixes
        #expect(mixes.count > 10)
        #expect(try mixes.map(\.parts) == tried(wide, tolerance: Fraction(20)))
    }

    @Test func mixesPriceToTheTarget() throws {
        let answer = try question(bill: "1485").answer()
        #expect(answer.mixes.map(\.parts) == [[0, 94, 4, 2], [25, 57, 18, 0], [50, 34, 7, 9]])
        #expect(answer.mixes.allSatisfy { $0.bill == Fraction(1485) })
        #expect(answer.mixes.allSatisfy { $0.parts.reduce(0, +) == 100 })
    }

    @Test(arguments: ["1250", "1485", "3000", "5000", "7290"])
    func rangesHoldEveryMix(_ bill: String) throws {
        let answer = try question(bill: bill, parts: 200).answer()
        #expect(!answer.mixes.isEmpty)
        for mix in answer.mixes {
            for (part, range) in zip(mix.parts, answer.ranges) {
                #expect(range.share.contains(Fraction(Int128(part), over: 200)))
            }
        }
    }

    /// At each end of a range the model stands beside one other, and both together give the bill.
    @Test func endsOfARangeGiveTheBill() throws {
        let answer = try question(bill: "1485").answer()
        for range in answer.ranges {
            let others = answer.ranges.filter { $0.model != range.model }.map(\.whole)
            let bills = try others.map { other in
                try range.share.upperBound.times(range.whole).plus(
                    Fraction.one.minus(range.share.upperBound).times(other))
            }
            #expect(bills.contains(Fraction(1485)))
        }
    }

    /// With a tolerance the ranges hold the mixes that are listed.
    @Test(arguments: [("209.99", "0.02", 1), ("1485", "300", 20), ("211", "2000", 20)])
    func rangesFollowTheTolerance(_ bill: String, _ tolerance: String, _ parts: Int) throws {
        let answer = try question(bill: bill, tolerance: tolerance, parts: parts).answer()
        #expect(!answer.mixes.isEmpty)
        for mix in answer.mixes {
            for (part, range) in zip(mix.parts, answer.ranges) {
                #expect(range.share.contains(Fraction(Int128(part), over: Int128(parts))))
            }
        }
    }

    @Test func mixOfNoModelOrOneTwiceIsRefused() {
        #expect(throws: AuditError.self) { try question(bill: "1", models: []) }
        #expect(throws: AuditError.self) {
            try question(bill: "1", models: ["gpt-4.1", "gpt-4.1"])
        }
    }

    @Test func modelThatIsNeededHasALeastShare() throws {
        let answer = try question(bill: "5000").answer()
        let claude = try #require(answer.ranges.last)
        // Beside GPT-4.1 at 4,000: 1,000 of 3,500 more; beside DeepSeek at 210: 4,790 of 7,290.
        #expect(claude.share == Fraction(2, over: 7)...Fraction(479, over: 729))
    }

    @Test func billOutsideThePricesHasNoMix() throws {
        let answer = try question(bill: "209.99").answer()
        #expect(answer.ranges.isEmpty)
        #expect(answer.mixes.isEmpty)
        #expect(answer.possible == Fraction(210)...Fraction(7500))
    }

    @Test func splitPricesNeedTheInputShare() throws {
        #expect(throws: AuditError.self) { try question(bill: "1000", prices: "list-2026") }
        let half = try question(
            bill: "1000", models: ["gpt-4.1", "deepseek-v3.2"], prices: "list-2026",
            inputShare: Fraction(1, over: 2))
        // 5 and 0.35 USD per 1M: 500M cost 2,500 and 175.
        let share = try half.answer().ranges[0].share
        #expect(share == Fraction(825, over: 2325)...Fraction(825, over: 2325))
    }

    @Test func tooManyMixesAreRefused() throws {
        let question = try question(bill: "3000", tolerance: "3000", parts: 1000)
        let error = #expect(throws: AuditError.self) { try question.answer() }
        #expect(error?.description.contains("coarser grain") == true)
    }
}
