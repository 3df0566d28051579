import Documents
import Routing
import Testing

/// Blocks are decided by vector code; these tests compare it with a plain row-by-row reading of the
/// rules.
@Suite("Blocks of requests")
struct PolicyEvaluatorTests {
    static let policy = """
        policy: mixed
        version: 1
        rules:
          - name: names
            when: (model contains "gpt" or model in [a, b]) and not user = u1 and team != t1
            use: requested
          - name: clock
            when: hour >= 23 and weekday in [saturday, sunday] or tag.env = test and model = c
            use: split x 1, requested 2, y 3
          - name: sizes
            when: prompt_tokens > 1000 and tag.env != prod
            use: cheapest of [dear-in, dear-out]
          - name: sizes-by-tier
            when: prompt_tokens >= 1000 and weekday != monday
            use: cheapest of [dear-out, dear-in]
            expected_output: 900
          - name: numbers
            when: content_length = 3 or message_count != 2 and max_tokens >= 4
            use: x
          - name: texts
            when: not (system contains "s" or content contains "c") or service_tier = batch
            use: requested
          - name: rest
            use: y
        """

    @Test("as the plain reading says", arguments: [1, 2, 4095, 4096, 4097, 10_000])
    func random(rows: Int) throws {
        let policy = try Policy(Document(text: Self.policy, name: "mixed.yaml"))
        let evaluator = try ModelSelector(policy, prices: PlainPrices.table()).makeEvaluator()
        var random = SplitMix64(seed: UInt64(rows))
        let table = NameList()
        for _ in 0..<3 {
            let requests = (0..<rows).map { _ in RequestFeatures.random(using: &random) }
            let block = TestBlock(requests, features: policy.features, names: table)
            let decisions = block.verdicts(of: evaluator).enumerated().map {
                PlainDecision($1, policy, requests[$0])
            }
            #expect(decisions == requests.map { PlainDecision(policy, $0) }, "seed \(rows)")
        }
    }

    @Test("random policies decide as the plain reading says, in blocks and one by one")
    func randomPolicies() throws {
        var random = SplitMix64(seed: 1)
        for number in 0..<150 {
            let text = RandomPolicy.text(number, using: &random)
            let policy = try Policy(Document(text: text, name: "random.yaml"))
            let selector = try ModelSelector(policy, prices: PlainPrices.table())
            let requests = (0..<60).map { _ in RequestFeatures.random(using: &random) }
            let block = TestBlock(requests, features: policy.features, names: NameList())
            let verdicts = block.verdicts(of: selector.makeEvaluator())
            for (row, request) in requests.enumerated() {
                let expected = PlainDecision(policy, request)
                #expect(PlainDecision(verdicts[row], policy, request) == expected, "\(text)")
                let decision = selector.decide(request)
                #expect(PlainDecision(decision) == expected, "\(text)")
                guard case .unknown(let rule, let lacking) = decision else { continue }
                #expect(!lacking.isEmpty, "\(text)")
                #expect(selector.lackingFields(rule: rule, row: row, of: block) == lacking)
            }
        }
    }

    @Test("a model that is to be kept but was not named is unknown")
    func unnamed() throws {
        let text = "policy: p\nversion: 1\nrules: [{name: all, use: requested}]"
        let selector = try ModelSelector(Policy(Document(text: text, name: "p")))
        #expect(selector.decide(RequestFeatures()) == .unknown(rule: 0, lacking: ["model"]))
    }

    @Test("each name is looked up once")
    func namesAreTestedOnce() throws {
        let policy = try Policy(Document(text: Self.policy, name: "mixed.yaml"))
        let evaluator = try ModelSelector(policy, prices: PlainPrices.table()).makeEvaluator()
        var request = RequestFeatures()
        request.model = "gpt-4.1"
        let table = NameList()
        let requests = Array(repeating: request, count: 50)
        let block = TestBlock(requests, features: policy.features, names: table)
        for _ in 0..<3 { _ = block.verdicts(of: evaluator) }
        #expect(table.lookups == 3, "one for `contains`, one for `in`, one for `=`")
    }
}
