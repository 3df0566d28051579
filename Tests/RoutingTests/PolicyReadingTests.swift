import Documents
import Routing
import Testing

@Suite("Policy files")
struct PolicyReadingTests {
    private func policy(_ text: String) throws -> Policy {
        try Policy(Document(text: text, name: "p.yaml"))
    }

    @Test func everythingThatAFileCanSay() throws {
        let policy = try policy(
            """
            policy: mine
            version: 1
            note: for the search team
            timezone: Europe/Berlin
            missing_model: gpt-4.1
            parameters:
              long: 4000
            rules:
              - name: long
                when: content_length > long and team = search
                use: requested
              - {name: rest, use: gemini-2.5-flash}
            """)
        #expect(policy.name == "mine")
        #expect(policy.note == "for the search team")
        #expect(policy.timeZone == "Europe/Berlin")
        #expect(policy.missingModel == "gpt-4.1")
        #expect(policy.parameters.map(\.name) == ["long"])
        #expect(policy.parameters.map(\.value) == [4000])
        #expect(policy.rules.map(\.name) == ["long", "rest"])
        #expect(policy.rules.map(\.use) == [.requested, .model("gemini-2.5-flash")])
        #expect(
            policy.rules[0].when
                == .all([
                    .number(.contentLength, .greater, .init(4000, parameter: "long")),
                    .name(.team, .equals("search")),
                ]))
        #expect(policy.fallback.isEmpty)
        #expect(policy.budget == nil)
        #expect(policy.features.names == [.model, .team])
        #expect(policy.sha256.count == 64)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let name, text, expected: String
        var testDescription: String { name }

        init(_ name: String, _ text: String, _ expected: String) {
            (self.name, self.text, self.expected) = (name, text, expected)
        }

        /// A fault after a head of two lines.
        static func after(_ name: String, _ text: String, _ expected: String) -> Fault {
            Fault(name, "policy: p\nversion: 1\n" + text, expected)
        }

        /// A fault in what a rule gives.
        static func choice(_ name: String, _ use: String, _ expected: String) -> Fault {
            after(name, "rules:\n  - name: a\n    use: \(use)", expected)
        }

        /// A fault after four lines with a rule that is fine.
        static func below(_ name: String, _ text: String, _ expected: String) -> Fault {
            after(name, "rules:\n  - {name: a, use: m}\n" + text, expected)
        }
    }

    @Test(arguments: [
        Fault(
            "no name", "version: 1\nrules: []", "p.yaml:1: the document has no value for \"policy\""
        ),
        Fault(
            "version", "policy: p\nversion: 2",
            "p.yaml:2: version is 2; this tollgate reads version 1"),
        .below("unknown key", "rule: 1", "p.yaml:5: rule is not a known key"),
        .below("near key", "fallbck: 1", "did you mean \"fallback\"?"),
        .after(
            "unknown key in a rule", "rules:\n  - name: a\n    wen: model = x\n    use: m",
            "p.yaml:5: rules[0].wen is not a known key; expected one of name, when, use, "
                + "expected_output; did you mean \"when\"?"),
        .after("no rules", "rules: []", "p.yaml:3: rules is empty; expected at least one rule"),
        .after(
            "condition", "rules:\n  - name: a\n    when: content_length >\n    use: m",
            "p.yaml:5: rules[0].when is no condition: column 17: expected a whole number"),
        .after(
            "last with when", "rules:\n  - {name: a, when: model = x, use: m}",
            "p.yaml:4: rules[0] is the last rule and has a \"when\""),
        .after(
            "early without when", "rules:\n  - {name: a, use: m}\n  - {name: b, use: m}",
            "p.yaml:4: rules[0] has no \"when\""),
        .after(
            "same name",
            "rules:\n  - {name: a, when: model = x, use: m}\n  - {name: a, use: m}",
            "p.yaml:5: rules[1].name is the name of an earlier rule"),
        .after("no use", "rules:\n  - name: a", "p.yaml:4: rules[0] has no value for \"use\""),
        .choice("cheapest of one", "cheapest of [x]", "chooses among 1 models; expected 2 to 32"),
        .choice("cheapest of no list", "cheapest of x, y", "names no list of models"),
        .choice("cheapest of nothing", "cheapest of [x, ]", "is \"\"; expected the id"),
        .choice("cheapest, one twice", "cheapest of [x, y, x]", "names x twice; name it once"),
        .choice(
            "cheapest of requested", "cheapest of [x, requested]",
            "is requested; expected the id of a model"),
        .choice("split without weights", "split x, y", "has \"x\", which is no model with a"),
        .choice("split by parts", "split x 0.5, y 0.5", "has \"x 0.5\", which is no model with"),
        .choice("split, nothing", "split x 0, y 1", "gives x the weight 0; expected a whole"),
        .choice("split, one twice", "split x 1, x 2", "names x twice; name it once"),
        .choice("no choice", "{}", "is no choice; expected either split or cheapest"),
        .choice("both", "{split: {x: 1, y: 2}, cheapest: [x, y]}", "is no choice"),
        .choice("near key", "{spilt: {x: 1, y: 2}}", "did you mean \"split\"?"),
        .after(
            "split by mapping",
            "rules:\n  - name: a\n    use:\n      split:\n        x: 1\n        y: -2",
            "p.yaml:8: rules[0].use.split.y gives y the weight -2; expected a whole number from 1"),
        .after(
            "too many choices",
            "rules:\n  - name: a\n    use: cheapest of [\(String(repeating: "m, ", count: 32))m]",
            "p.yaml:5: rules[0].use chooses among 33 models; expected 2 to 32"),
        .after(
            "expected output without a choice",
            "rules:\n  - name: a\n    use: x\n    expected_output: 5",
            "p.yaml:6: rules[0].expected_output serves to choose the cheapest model"),
        .after(
            "negative output",
            "rules:\n  - {name: a, use: {cheapest: [x, y]}, expected_output: -1}",
            "rules[0].expected_output is -1; expected a number of tokens"),
        .after(
            "hindsight",
            "rules:\n  - {name: a, when: model = x and failed, use: m}\n  - {name: b, use: m}",
            "p.yaml:4: rules[0].when looks at failed, which is known only afterwards"),
        .after(
            "hindsight, denied",
            "oracle: false\nrules:\n  - {name: a, when: cost_usd > 1, use: m}",
            "p.yaml:5: rules[0].when looks at cost_usd, which is known only afterwards"),
        .below(
            "oracle in words", "oracle: yes", "p.yaml:5: oracle is \"yes\"; expected true or false"),
        .below(
            "timezone", "timezone: Mars/Olympus",
            "p.yaml:5: timezone is \"Mars/Olympus\"; expected a time zone such as"),
        .after(
            "two words", "rules:\n  - name: a\n    use: gpt 4.1",
            "p.yaml:5: rules[0].use is \"gpt 4.1\"; expected the id of a model, requested, cheapest of"
        ),
        .below(
            "missing_model", "missing_model: requested",
            "p.yaml:5: missing_model is requested; expected the id of a model"),
        .below(
            "negative parameter", "parameters:\n  a: -1", "p.yaml:6: parameters.a is negative"),
        .below(
            "parameter like a feature", "parameters:\n  model: 1",
            "p.yaml:6: parameters.model is no name for a parameter"),
        .below(
            "fallback with when last", "fallback:\n  - {when: model = x, use: m}",
            "p.yaml:6: fallback[0] is the last rule and has a \"when\""),
        .below(
            "fallback on another feature",
            "fallback:\n  - when: user = x\n    use: m\n  - use: n",
            "p.yaml:6: fallback[0].when looks at user; a fallback knows only model"),
        .below(
            "fallback to requested", "fallback:\n  - use: requested",
            "p.yaml:6: fallback[0].use is requested; expected the id of a model"),
        .below(
            "budget in words", "budget:\n  monthly: lots\n  alert_at: 80%\n  then_use: m",
            "p.yaml:6: budget.monthly is no amount of money; expected one such as 100 USD"),
        .below(
            "budget of nothing", "budget: {monthly: 0 USD, alert_at: 80%, then_use: m}",
            "budget.monthly is no amount of money"),
        .below(
            "alert above all", "budget:\n  monthly: 1 USD\n  alert_at: 101%\n  then_use: m",
            "p.yaml:7: budget.alert_at is no share; expected one above 0% and up to 100%"),
        .below(
            "alert without per cent", "budget: {monthly: 1 USD, alert_at: 0.8, then_use: m}",
            "budget.alert_at is no share"),
        .below(
            "budget without model", "budget:\n  monthly: 1 USD\n  alert_at: 80%",
            "budget has no value for \"then_use\""),
    ])
    func faults(_ fault: Fault) throws {
        let error = try #require(throws: DocumentError.self) { try policy(fault.text) }
        #expect("\(error)".contains(fault.expected), "\(error)")
        #expect(!"\(error)".contains("\n"))
    }

    @Test func unknownBuiltInPolicy() throws {
        let error = try #require(throws: DocumentError.self) { try Policy.named("tutorail") }
        #expect(
            error.description == "tutorail: no such policy; expected a file or one of tutorial, "
                + "tutorial-budget; did you mean \"tutorial\"?")
    }
}
