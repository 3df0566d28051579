import Documents
import Pricing
import Routing
import Testing

/// Rules that choose among models: by lot and by price.
@Suite struct `Choices among models` {
    private func policy(_ name: String = "p", _ rules: String) throws -> Policy {
        try Policy(
            Document(text: "policy: \(name)\nversion: 1\nrules:\n" + rules, name: "p.yaml"))
    }

    private func use(_ text: String) throws -> Policy.Target {
        try policy("p", "  - name: all\n    use: \(text)").rules[0].use
    }

    private static let prices = """
        prices: test
        version: 1
        currency: USD
        unit: 1M tokens
        models:
          - {id: small-in, input: "1", output: "10"}
          - {id: small-out, input: "4", output: "2", tiers: {batch: {input: "0.5", output: "1"}}}
          - {id: same, aliases: [alias], input: "1", output: "10"}
        """

    private func prices() throws -> PriceTable {
        try PriceTable(Document(text: Self.prices, name: "test.yaml"))
    }

    // MARK: How they are written

    @Test(arguments: [
        ("split a 10, b 90", "{split: {a: 10, b: 90}}"),
        ("split  requested 1 ,  b 2,c 3", "{split: {requested: 1, b: 2, c: 3}}"),
        ("cheapest of [a, b]", "{cheapest: [a, b]}"),
        ("cheapest of [ vendor/a:free,b ]", "{cheapest: [vendor/a:free, b]}"),
    ])
    func `a phrase means the same as a mapping`(phrase: String, mapping: String) throws {
        #expect(try use(phrase) == use(mapping))
    }

    @Test func `the output to expect is the rule's own, or else the policy's`() throws {
        let text = """
            policy: p
            version: 1
            expected_output: 300
            rules:
              - {name: a, when: model = x, use: {cheapest: [a, b]}, expected_output: 20}
              - {name: b, use: {cheapest: [a, b]}}
            """
        let outputs = try Policy(Document(text: text, name: "p.yaml")).rules.map {
            (rule) -> UInt64? in
            if case .cheapest(let cheapest) = rule.use { cheapest.expectedOutput } else { nil }
        }
        #expect(outputs == [20, 300])
    }

    // MARK: By lot

    private func request(_ id: UInt128?) -> RequestFeatures {
        var request = RequestFeatures()
        request.id = id
        request.model = "asked"
        return request
    }

    private func shares(_ selector: ModelSelector, of ids: Int) -> [String: Int] {
        var random = SplitMix64(seed: 42)
        var counts: [String: Int] = [:]
        for _ in 0..<ids {
            let request = request(UInt128.random(in: 1 ... .max, using: &random))
            guard case .decided(_, let model) = selector.decide(request) else { continue }
            counts[model, default: 0] += 1
        }
        return counts
    }

    /// Five standard deviations of a binomial distribution.
    private func bounds(_ part: Double, of ids: Int) -> ClosedRange<Int> {
        let mean = Double(ids) * part
        let spread = 5 * (mean * (1 - part)).squareRoot()
        return Int(mean - spread)...Int(mean + spread)
    }

    @Test func `each model gets its part`() throws {
        let selector = try ModelSelector(
            policy("p", "  - {name: all, use: {split: {a: 10, requested: 5, b: 85}}}"))
        let counts = shares(selector, of: 20_000)
        for (model, part) in [("a", 0.10), ("asked", 0.05), ("b", 0.85)] {
            #expect(bounds(part, of: 20_000) ~= counts[model] ?? 0, "\(model): \(counts)")
        }
        #expect(counts.values.reduce(0, +) == 20_000)
    }

    @Test func `one lot in a million falls`() throws {
        let selector = try ModelSelector(
            policy("p", "  - {name: all, use: {split: {rare: 1, usual: 1000000}}}"))
        #expect(shares(selector, of: 1000)["usual"] == 1000)
    }

    /// Worked out in Python from what `Lot` documents; a change would send requests elsewhere.
    @Test(
        arguments: [
            (1, "a"), (2, "a"), (3, "b"), (65261, "b"), ((1 << 127) + 5, "a"),
        ] as [(UInt128, String)])
    func `an id draws the same lot for ever`(id: UInt128, model: String) throws {
        let selector = try ModelSelector(
            policy("canary", "  - {name: all, use: {split: {a: 1, b: 1}}}"))
        #expect(selector.decide(request(id)) == .decided(rule: 0, model: model))
    }

    @Test func `policies of other names draw independently`() throws {
        let selectors = try ["one", "two"].map {
            try ModelSelector(policy($0, "  - {name: all, use: {split: {a: 1, b: 1}}}"))
        }
        var random = SplitMix64(seed: 3)
        let same = (0..<10_000).count { _ in
            let request = request(UInt128.random(in: 1 ... .max, using: &random))
            return selectors[0].decide(request) == selectors[1].decide(request)
        }
        #expect(bounds(0.5, of: 10_000) ~= same)
    }

    @Test func `without an id there is no lot`() throws {
        let selector = try ModelSelector(
            policy("p", "  - {name: all, use: {split: {a: 1, requested: 1}}}"))
        #expect(selector.decide(request(nil)) == .unknown(rule: 0, lacking: ["id"]))
    }

    // MARK: By price

    struct Size: Sendable, CustomTestStringConvertible {
        let input, output: Int64?
        var tier: String?
        let decision: Decision
        var testDescription: String { "\(input ?? -1) in, \(output ?? -1) out, \(tier ?? "")" }

        init(_ input: Int64?, _ output: Int64?, _ decision: Decision, tier: String? = nil) {
            (self.input, self.output, self.tier, self.decision) = (input, output, tier, decision)
        }
    }

    private static let smallIn = Decision.decided(rule: 0, model: "small-in")
    private static let smallOut = Decision.decided(rule: 0, model: "small-out")

    /// `small-in` costs in + 10 out, `small-out` 4 in + 2 out: equal where 3 in = 8 out.
    @Test(arguments: [
        Size(8000, 2999, smallIn), Size(8000, 3000, smallOut), Size(8000, 3001, smallOut),
        Size(0, 0, smallOut), Size(1 << 40, 0, smallIn), Size(0, .max, smallOut),
        Size(8000, 1, smallOut, tier: "batch"), Size(8000, 2999, smallIn, tier: "flex"),
        Size(nil, 5, .unknown(rule: 0, lacking: ["prompt_tokens"])),
        Size(5, nil, .unknown(rule: 0, lacking: ["max_tokens"])),
        Size(nil, nil, .unknown(rule: 0, lacking: ["max_tokens", "prompt_tokens"])),
    ])
    func `the cheaper one for the size and the tier, the first of equals`(_ size: Size) throws {
        let selector = try ModelSelector(
            policy("p", "  - {name: all, use: {cheapest: [small-out, small-in]}}"),
            prices: prices())
        var request = request(1)
        (request.promptTokens, request.maxTokens) = (size.input, size.output)
        request.serviceTier = size.tier
        #expect(selector.decide(request) == size.decision)
    }

    @Test func `a stated output counts instead of the request's limit`() throws {
        let rules = "  - {name: all, use: {cheapest: [small-in, small-out]}, expected_output: 1}"
        let selector = try ModelSelector(policy("p", rules), prices: prices())
        var request = request(1)
        request.promptTokens = 8000
        #expect(selector.decide(request) == Self.smallIn)
        request.maxTokens = 100_000
        #expect(selector.decide(request) == Self.smallIn)
        #expect(!selector.policy.features.numbers.contains(.maxTokens))
    }

    @Test func `of equally dear models the first listed is taken`() throws {
        for models in [["same", "small-in"], ["small-in", "same"], ["alias", "same"]] {
            let list = models.joined(separator: ", ")
            let selector = try ModelSelector(
                policy("p", "  - {name: all, use: {cheapest: [\(list)]}, expected_output: 7}"),
                prices: prices())
            var request = request(1)
            request.promptTokens = 100
            #expect(selector.decide(request) == .decided(rule: 0, model: models[0]))
        }
    }

    @Test func `a model without a price is refused before anything is read`() throws {
        let policy = try policy("mine", "  - {name: all, use: {cheapest: [same, small-inn]}}")
        let error = #expect(throws: SelectionError.self) {
            try ModelSelector(policy, prices: prices())
        }
        #expect(
            error?.description == "the rule \"all\" of policy mine can't choose the cheapest "
                + "model, for small-inn has no price (not in price table test); near: small-in")
        let other = #expect(throws: SelectionError.self) { try ModelSelector(policy) }
        #expect(other?.description.hasSuffix("expected a price table to choose by") == true)
    }

    // MARK: Why

    @Test func explanations() throws {
        let rules = """
              - name: night
                when: hour >= 22
                use: split a 10, requested 90
              - name: day
                use: cheapest of [small-in, small-out]
                expected_output: 300
            """
        let selector = try ModelSelector(policy("canary", rules), prices: prices())
        var request = request(1)
        (request.hour, request.promptTokens) = (9, 2000)
        #expect(
            selector.explain(request).description == """
                night: false
                  hour >= 22: false (hour is 9)
                day: true
                  cheapest for 2000 tokens in and 300 out, in USD: small-in 0.005, small-out 0.0086
                """)
        request.hour = 22
        #expect(
            selector.explain(request).description == """
                night: true
                  hour >= 22: true (hour is 22)
                  split: the id draws lot 18 of 100, of which go 10 to a, then 90 to requested
                """)
    }
}
