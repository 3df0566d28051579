import Pricing
import Routing
import Testing

@Suite("The policy tutorial")
struct TutorialTests {
    let tutorial: ModelSelector

    init() throws { tutorial = try ModelSelector(Policy.named("tutorial")) }

    private func request(
        content: String = "", messages: Int64 = 1, system: String = ""
    ) -> RequestFeatures {
        var request = RequestFeatures()
        request.model = "claude-sonnet-4.5"
        request.messageCount = messages
        request.texts = [.content: content, .system: system]
        return request
    }

    private func rule(_ request: RequestFeatures) -> String {
        tutorial.policy.rules[tutorial.decide(request).rule].name
    }

    struct Length: Sendable, CustomTestStringConvertible {
        let units: Int
        let unit: String
        let name: String
        let rule: String

        var testDescription: String { "\(units) units of \(name)" }
        /// As many whole characters as fit, filled up with "x".
        var content: String {
            let size = unit.utf16.count
            return String(repeating: unit, count: units / size)
                + String(repeating: "x", count: units % size)
        }
    }

    @Test(
        "length is counted in UTF-16 code units",
        arguments: [("ASCII", "a"), ("umlauts", "ü"), ("CJK", "析"), ("emoji", "😀"), ("flags", "🇩🇪")]
            .flatMap { name, unit in
                [(1000, "default"), (1001, "medium"), (5000, "medium"), (5001, "long-or-complex")]
                    .map { Length(units: $0, unit: unit, name: name, rule: $1) }
            })
    func lengths(_ length: Length) {
        #expect(length.content.utf16.count == length.units)
        #expect(rule(request(content: length.content)) == length.rule)
    }

    @Test(
        "more than ten messages", arguments: [(10, "default"), (11, "medium")] as [(Int64, String)])
    func messages(count: Int64, expected: String) {
        #expect(rule(request(messages: count)) == expected)
    }

    @Test(
        "komplexe Analyse",
        arguments: [
            ("komplexe Analyse", "long-or-complex"),
            ("Bitte eine komplexe Analyse der Daten.", "long-or-complex"),
            ("Komplexe Analyse", "default"),
            ("komplexe analyse", "default"),
            ("komplexe  Analyse", "default"),
            ("komplexe", "default"),
            ("", "default"),
        ])
    func complex(system: String, expected: String) {
        #expect(rule(request(system: system)) == expected)
    }

    @Test(
        "which model each rule gives",
        arguments: [
            (5001, .decided(rule: 0, model: "claude-sonnet-4.5")),
            (1001, .decided(rule: 1, model: "deepseek-v3.2")),
            (1000, .decided(rule: 2, model: "deepseek-v3.2")),
        ] as [(Int64, Decision)])
    func models(length: Int64, expected: Decision) {
        var request = request()
        request.contentLength = length
        #expect(tutorial.decide(request) == expected)
    }

    @Test("a missing model means deepseek-v3.2")
    func missingModel() {
        var request = request(system: "komplexe Analyse")
        request.model = nil
        #expect(tutorial.decide(request) == .decided(rule: 0, model: "deepseek-v3.2"))
    }

    struct Lack: Sendable, CustomTestStringConvertible {
        let length, messages: Int64?
        let system: String?
        let decision: Decision
        var testDescription: String {
            let values = [length.map { "\($0)" }, messages.map { "\($0)" }, system]
            return values.map { $0 ?? "?" }.joined(separator: ", ")
        }

        init(_ length: Int64?, _ messages: Int64?, _ system: String?, _ decision: Decision) {
            (self.length, self.messages, self.system) = (length, messages, system)
            self.decision = decision
        }
    }

    private static let kept = Decision.decided(rule: 0, model: "gpt-4.1")
    private static let medium = Decision.decided(rule: 1, model: "deepseek-v3.2")

    @Test(
        "what is unknown matters only where it could change the rule",
        arguments: [
            Lack(5001, nil, nil, kept),
            Lack(nil, nil, "komplexe Analyse", kept),
            Lack(1001, nil, "", medium),
            Lack(5000, 11, nil, .unknown(rule: 0, lacking: ["system"])),
            Lack(nil, 11, "", .unknown(rule: 0, lacking: ["content_length"])),
            Lack(nil, 11, nil, .unknown(rule: 0, lacking: ["content_length", "system"])),
            Lack(1000, nil, "", .unknown(rule: 1, lacking: ["message_count"])),
        ])
    func lacking(_ lack: Lack) {
        var request = RequestFeatures()
        request.model = "gpt-4.1"
        request.contentLength = lack.length
        request.messageCount = lack.messages
        request.texts[.system] = lack.system
        #expect(tutorial.decide(request) == lack.decision)
    }

    @Test func featuresThatItNeeds() {
        #expect(tutorial.policy.features.numbers == [.contentLength, .messageCount])
        #expect(tutorial.policy.features.names == [.model])
        #expect(
            tutorial.policy.features.probes == [TextProbe(.system, contains: "komplexe Analyse")])
    }

    @Test func explanation() {
        let explanation = tutorial.explain(request(content: "xx", messages: 11))
        #expect(
            explanation.description == """
                long-or-complex: false
                  content_length > 5000 or system contains "komplexe Analyse": false
                    content_length > 5000: false (content_length is 2)
                    system contains "komplexe Analyse": false (system is absent)
                medium: true
                  content_length > 1000 or message_count > 10: true
                    content_length > 1000: false (content_length is 2)
                    message_count > 10: true (message_count is 11)
                """)
    }

    @Test func explanationOfTheLastRule() {
        let explanation = tutorial.explain(request())
        #expect(explanation.steps.map(\.truth) == [.false, .false, .true])
        #expect(explanation.decision == .decided(rule: 2, model: "deepseek-v3.2"))
    }

    @Test("the fallback chain ends")
    func fallback() {
        var tried: [String] = []
        var failed: String? = "gpt-4.1"
        while let model = failed {
            tried.append(model)
            failed = tutorial.policy.next(after: model, tried: Set(tried))
        }
        #expect(tried == ["gpt-4.1", "deepseek-v3.2", "gemini-2.5-flash"])
    }

    @Test(
        "fallback by the model that has failed",
        arguments: [
            ("gpt-4.1", [], "deepseek-v3.2"),
            ("claude-sonnet-4.5", [], "gemini-2.5-flash"),
            ("gpt-4.1", ["deepseek-v3.2"], "gemini-2.5-flash"),
            ("gemini-2.5-flash", [], nil),
            ("gpt-4.1", ["deepseek-v3.2", "gemini-2.5-flash"], nil),
        ] as [(String, Set<String>, String?)])
    func fallbackStep(failed: String, tried: Set<String>, expected: String?) {
        #expect(tutorial.policy.next(after: failed, tried: tried) == expected)
    }

    @Test("tutorial-budget is tutorial with a budget of 100 USD")
    func budget() throws {
        let policy = try Policy.named("tutorial-budget")
        let budget = try #require(policy.budget)
        #expect(budget.monthly.description == "100.00")
        #expect(budget.currency == .usd)
        #expect(budget.alertBasisPoints == 8000)
        #expect(budget.thenUse == "deepseek-v3.2")
        #expect(policy.rules == tutorial.policy.rules)
        #expect(policy.fallback == tutorial.policy.fallback)
        #expect(tutorial.policy.budget == nil)
    }
}
