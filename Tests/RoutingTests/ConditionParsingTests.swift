import Routing
import Testing

@Suite("Conditions as text")
struct ConditionParsingTests {
    @Test(
        "canonical spelling",
        arguments: [
            ("content_length>5_000", "content_length > 5000"),
            ("message_count == 3", "message_count = 3"),
            ("model = gpt-4.1", "model = \"gpt-4.1\""),
            ("model in [ gpt-4.1,'4o' ]", "model in [\"gpt-4.1\", \"4o\"]"),
            ("user contains 'a\\b'", "user contains \"a\\\\b\""),
            ("system contains \"say \\\"hi\\\"\\n\"", "system contains \"say \\\"hi\\\"\\n\""),
            ("not not max_tokens <= 0", "not not max_tokens <= 0"),
            ("(content_length > 1)", "content_length > 1"),
            ("hour >= 22 or hour<6", "hour >= 22 or hour < 6"),
            ("weekday in [saturday,sunday]", "weekday in [\"saturday\", \"sunday\"]"),
            ("weekday != monday", "weekday != \"monday\""),
            ("tag.env = prod", "tag.env = \"prod\""),
            ("tag.\"env\" contains 'ro'", "tag.env contains \"ro\""),
            ("tag.\"cost centre\" in [a]", "tag.\"cost centre\" in [\"a\"]"),
            ("prompt_tokens<=1_000", "prompt_tokens <= 1000"),
            ("failed and not failed", "failed and not failed"),
            ("latency_ms > 1500.250", "latency_ms > 1500.25"),
            ("latency_ms > 0.000001", "latency_ms > 0.000001"),
            ("cost_usd >= 0.05 or cost_usd < 12", "cost_usd >= 0.05 or cost_usd < 12"),
            ("cost_usd = 0.0", "cost_usd = 0"),
        ])
    func canonical(text: String, spelling: String) throws {
        let condition = try Condition(parsing: text)
        #expect(condition.description == spelling)
        #expect(try Condition(parsing: spelling) == condition)
    }

    @Test(
        "not before and before or",
        arguments: [
            (
                "team = a or team = b and not team = c or team = d",
                "team = \"a\" or team = \"b\" and not team = \"c\" or team = \"d\""
            ),
            (
                "(team = a or team = b) and team = c",
                "(team = \"a\" or team = \"b\") and team = \"c\""
            ),
            ("not (team = a and team = b)", "not (team = \"a\" and team = \"b\")"),
            (
                "(team = a or team = b) or team = c",
                "(team = \"a\" or team = \"b\") or team = \"c\""
            ),
        ])
    func precedence(text: String, spelling: String) throws {
        #expect(try Condition(parsing: text).description == spelling)
        #expect(try Condition(parsing: spelling) == Condition(parsing: text))
    }

    @Test func bindingIsAsDocumented() throws {
        let a = Condition.name(.team, .equals("a"))
        let b = Condition.name(.team, .equals("b"))
        let c = Condition.name(.team, .equals("c"))
        let condition = try Condition(parsing: "team = a or not team = b and team = c")
        #expect(condition == .any([a, .all([.not(b), c])]))
    }

    @Test func parametersStandForNumbersOfAnyFeature() throws {
        let condition = try Condition(parsing: "latency_ms > slow", parameters: ["slow": 1500])
        #expect(condition.description == "latency_ms > slow")
        var request = RequestFeatures()
        request.hindsight.latency = 1_500_000_000
        #expect(condition.truth(for: request) == .false)
        request.hindsight.latency = 1_500_000_001
        #expect(condition.truth(for: request) == .true)
    }

    @Test func parametersStandForNumbers() throws {
        let condition = try Condition(
            parsing: "content_length > long", parameters: ["long": 5000])
        #expect(condition == .number(.contentLength, .greater, .init(5000, parameter: "long")))
        #expect(condition.description == "content_length > long")
    }

    @Test(
        "errors name the column and what was expected",
        arguments: [
            ("", 1, "expected a feature such as content_length, found the end"),
            (
                "content_length >", 17,
                "expected a whole number or the name of a parameter, found the end"
            ),
            ("content_length 5", 16, "expected one of = != < <= > >=, found 5"),
            ("content_length > 1.5", 18, "1.5 is no whole number"),
            ("content_length > 9223372036854775808", 18, "is no whole number below 2^63"),
            ("latency_ms > 0.0000001", 14, "which has at most 6 decimals"),
            ("cost_usd > 0.0000000001", 12, "which has at most 9 decimals"),
            ("cost_usd > 9223372036", 12, "9223372036 is no number that cost_usd is compared with"),
            ("latency_ms >", 13, "expected a number or the name of a parameter, found the end"),
            ("failed = true", 8, "expected \"and\", \"or\" or the end, found \"=\""),
            ("content_length > 1.2.3", 18, "1.2.3 is no number"),
            ("content_length > -1", 18, "unexpected character \"-\""),
            (
                "content_length > lang", 18,
                "unknown parameter \"lang\"; known are long; did you mean long?"
            ),
            ("content_lenght > 1", 1, "did you mean content_length?"),
            (
                "minute > 8", 1,
                "unknown feature \"minute\"; known are content_length, message_count"
            ),
            ("weekday = satturday", 11, "known are monday, tuesday"),
            ("weekday = satturday", 11, "did you mean saturday?"),
            ("weekday = 6", 11, "expected a day such as monday, found 6"),
            ("weekday in [saturday, sonntag]", 23, "unknown day \"sonntag\""),
            ("weekday contains \"day\"", 9, "expected one of = != in, found \"contains\""),
            ("weekday > monday", 9, "expected one of = != in, found \">\""),
            ("tag. = x", 6, "expected the key of a tag in quotes, found \"=\""),
            ("tag = x", 1, "unknown feature \"tag\""),
            ("model < gpt", 7, "expected one of = != contains in, found \"<\""),
            ("model contains gpt", 16, "expected a text in quotes"),
            ("model contains \"\"", 16, "at least one character long"),
            ("model = or", 9, "expected a name such as \"gpt-4.1\", found \"or\""),
            ("model in []", 11, "expected a name"),
            ("model in [a", 12, "expected \"]\", found the end"),
            ("system = \"x\"", 8, "expected \"contains\", found \"=\""),
            ("system contains \"x", 17, "the quoted text is not closed"),
            ("system contains \"\\u0041\"", 18, "unknown escape"),
            ("(message_count > 1", 19, "expected \")\", found the end"),
            ("message_count > 1 message_count", 19, "expected \"and\", \"or\" or the end"),
            ("message_count ! 1", 15, "\"!\" alone; write != or not"),
            ("message_count > 1 && max_tokens > 1", 19, "unexpected character \"&\""),
        ])
    func faults(text: String, column: Int, message: String) {
        #expect {
            try Condition(parsing: text, parameters: ["long": 5000])
        } throws: { error in
            guard let error = error as? ConditionError else { return false }
            return error.column == column && error.message.contains(message)
        }
    }

    @Test("nesting that would exhaust the stack is refused", arguments: ["(", "not "])
    func depth(opening: String) {
        let text = String(repeating: opening, count: 100_000) + "max_tokens > 1"
        #expect(throws: ConditionError.self) { try Condition(parsing: text) }
    }
}
