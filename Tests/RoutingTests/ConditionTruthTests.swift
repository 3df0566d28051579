import Documents
import Pricing
import Routing
import Testing

@Suite("Conditions on requests")
struct ConditionTruthTests {
    /// The truth for 9, 10 and 11 messages.
    @Test(
        "comparisons around their number",
        arguments: [
            ("= 10", [false, true, false]), ("!= 10", [true, false, true]),
            ("< 10", [true, false, false]), ("<= 10", [true, true, false]),
            ("> 10", [false, false, true]), (">= 10", [false, true, true]),
        ])
    func comparison(text: String, expected: [Bool]) throws {
        let condition = try Condition(parsing: "message_count \(text)")
        for (count, isTrue) in zip([9, 10, 11] as [Int64], expected) {
            var request = RequestFeatures()
            request.messageCount = count
            #expect(condition.truth(for: request) == Truth(isTrue), "\(count)")
        }
        #expect(condition.truth(for: RequestFeatures()) == .unknown)
    }

    @Test(
        "comparisons at the ends of the range",
        arguments: [
            ("< 0", false, false), ("<= 0", true, false), (">= 0", true, true),
            ("> \(Int64.max)", false, false), (">= \(Int64.max)", false, true),
            ("<= \(Int64.max)", true, true), ("!= \(Int64.max)", true, false),
        ])
    func ends(text: String, forZero: Bool, forGreatest: Bool) throws {
        let condition = try Condition(parsing: "max_tokens \(text)")
        var request = RequestFeatures()
        request.maxTokens = 0
        #expect(condition.truth(for: request) == Truth(forZero))
        request.maxTokens = .max
        #expect(condition.truth(for: request) == Truth(forGreatest))
    }

    @Test(
        "names are compared byte for byte",
        arguments: [
            ("= gpt-4.1", true), ("= GPT-4.1", false), ("= gpt-4", false), ("!= gpt-4.1", false),
            ("!= gpt-4", true), ("contains \"gpt\"", true), ("contains \"4.1\"", true),
            ("contains \"GPT\"", false), ("in [a, gpt-4.1]", true), ("in [a, b]", false),
        ])
    func names(text: String, expected: Bool) throws {
        let condition = try Condition(parsing: "model \(text)")
        var request = RequestFeatures()
        request.model = "gpt-4.1"
        #expect(condition.truth(for: request) == Truth(expected))
        #expect(condition.truth(for: RequestFeatures()) == .unknown)
    }

    /// Costs have up to 18 decimals, and a condition at most 9.
    @Test(
        "costs and times compare as the numbers that they are",
        arguments: [
            ("0.05", [false, true, false, false, true, true]),
            ("0.050000000000000001", [false, false, true, true, false, true]),
            ("0.049999999999999999", [true, false, false, true, false, false]),
            ("0.050000001", [false, false, true, true, false, true]),
            ("0", [true, false, false, true, false, false]),
            ("999999999.999999999999999999", [false, false, true, true, false, true]),
        ])
    func costs(cost: String, expected: [Bool]) throws {
        var request = RequestFeatures()
        let number = try #require(DecimalNumber(cost))
        request.hindsight.cost = Money(exactly: number)
        let signs = ["<", "=", ">", "!=", "=", ">="]
        for (sign, isTrue) in zip(signs, expected) {
            let condition = try Condition(parsing: "cost_usd \(sign) 0.05")
            #expect(condition.truth(for: request) == Truth(isTrue), "\(sign)")
        }
        #expect(try Condition(parsing: "cost_usd > 1").truth(for: RequestFeatures()) == .unknown)
    }

    @Test("failed is so, is not so, or is not known")
    func failed() throws {
        var request = RequestFeatures()
        let condition = try Condition(parsing: "failed")
        for (isFailed, truth) in [(nil, Truth.unknown), (true, .true), (false, .false)] {
            request.hindsight.isFailed = isFailed
            #expect(condition.truth(for: request) == truth)
        }
    }

    @Test("equivalent spellings of é are not the same text")
    func composedAndDecomposed() throws {
        var request = RequestFeatures()
        request.user = "Andr\u{e9}"
        request.texts[.system] = "Caf\u{e9}"
        for (letter, expected) in [("\u{e9}", Truth.true), ("e\u{301}", .false)] {
            #expect(
                try Condition(parsing: "user = 'Andr\(letter)'").truth(for: request) == expected)
            #expect(
                try Condition(parsing: "system contains 'f\(letter)'").truth(for: request)
                    == expected)
        }
    }

    @Test("a missing service tier is the standard one, as in pricing")
    func serviceTier() throws {
        let condition = try Condition(parsing: "service_tier = standard")
        var request = RequestFeatures()
        for (tier, expected) in [(nil, true), ("default", true), ("auto", true), ("batch", false)] {
            request.serviceTier = tier
            #expect(condition.truth(for: request) == Truth(expected), "\(tier ?? "none")")
        }
    }

    @Test("recorded matches stand in for a text, and tell only of what they name")
    func recordedMatches() throws {
        var request = RequestFeatures()
        request.matches = [TextProbe(.system, contains: "komplexe Analyse"): false]
        let asked = try Condition(parsing: "system contains 'komplexe Analyse'")
        let other = try Condition(parsing: "system contains 'Analyse'")
        #expect(asked.truth(for: request) == .false)
        #expect(other.truth(for: request) == .unknown)
        request.texts[.system] = "eine komplexe Analyse"
        #expect(asked.truth(for: request) == .true)
        #expect(other.truth(for: request) == .true)
    }
}
