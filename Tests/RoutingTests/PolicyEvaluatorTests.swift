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
        let selector = ModelSelector(policy)
        let evaluator = selector.makeEvaluator()
        var random = SplitMix64(seed: UInt64(rows))
        let table = NameList()
        for _ in 0..<3 {
            let requests = (0..<rows).map { _ in RequestFeatures.random(using: &random) }
            let block = TestBlock(requests, features: policy.features, names: table)
            let verdicts = block.verdicts(of: evaluator)
            #expect(verdicts == requests.map { plainVerdict(policy, $0) }, "seed \(rows)")
        }
    }

    @Test("one request is decided as in a block")
    func single() throws {
        let policy = try Policy(Document(text: Self.policy, name: "mixed.yaml"))
        let selector = ModelSelector(policy)
        var random = SplitMix64(seed: 7)
        let requests = (0..<500).map { _ in RequestFeatures.random(using: &random) }
        let block = TestBlock(requests, features: policy.features, names: NameList())
        let verdicts = block.verdicts(of: selector.makeEvaluator())
        for (row, request) in requests.enumerated() {
            switch selector.decide(request) {
            case .decided(let rule, _):
                #expect(verdicts[row] == UInt16(rule))
            case .unknown(let rule, let lacking):
                #expect(verdicts[row] == UInt16(rule) | 1 << 15)
                #expect(!lacking.isEmpty)
                #expect(selector.lackingFields(rule: rule, row: row, of: block) == lacking)
            }
        }
    }

    @Test("a model that is to be kept but was not named is unknown")
    func unnamed() throws {
        let text = "policy: p\nversion: 1\nrules: [{name: all, use: requested}]"
        let selector = ModelSelector(try Policy(Document(text: text, name: "p")))
        #expect(selector.decide(RequestFeatures()) == .unknown(rule: 0, lacking: ["model"]))
    }

    @Test("each name is looked up once")
    func namesAreTestedOnce() throws {
        let policy = try Policy(Document(text: Self.policy, name: "mixed.yaml"))
        let evaluator = ModelSelector(policy).makeEvaluator()
        var request = RequestFeatures()
        request.model = "gpt-4.1"
        let table = NameList()
        let requests = Array(repeating: request, count: 50)
        let block = TestBlock(requests, features: policy.features, names: table)
        for _ in 0..<3 { _ = block.verdicts(of: evaluator) }
        #expect(table.lookups == 2, "one for `contains`, one for `in`")
    }
}

/// The rules as they are read by a person, one request at a time.
private func plainVerdict(_ policy: Policy, _ request: RequestFeatures) -> UInt16 {
    for (index, rule) in policy.rules.enumerated() {
        let truth = rule.when.map { plainTruth($0, request) } ?? .some(true)
        if truth == .some(false) { continue }
        let isUnknown = truth == nil || (rule.use == .requested && request.model == nil)
        return UInt16(index) | (isUnknown ? 1 << 15 : 0)
    }
    return .max
}

/// Nil where it is unknown.
private func plainTruth(_ condition: Condition, _ request: RequestFeatures) -> Bool? {
    switch condition {
    case .number(let feature, let comparison, let operand):
        guard let number = request[feature] else { return nil }
        return switch comparison {
        case .equal: number == operand.value
        case .notEqual: number != operand.value
        case .less: number < operand.value
        case .atMost: number <= operand.value
        case .greater: number > operand.value
        case .atLeast: number >= operand.value
        }
    case .name(let feature, let test):
        let known = feature == .serviceTier ? request.serviceTier ?? "standard" : request[feature]
        guard let name = known else { return nil }
        return switch test {
        case .equals(let other): name == other
        case .differs(let other): name != other
        case .contains(let part): name.contains(part)
        case .isIn(let names): names.contains(name)
        }
    case .text(let probe): return request.matches[probe]
    case .not(let part): return plainTruth(part, request).map { !$0 }
    case .all(let parts):
        let truths = parts.map { plainTruth($0, request) }
        return truths.contains(false) ? false : truths.contains(nil) ? nil : true
    case .any(let parts):
        let truths = parts.map { plainTruth($0, request) }
        return truths.contains(true) ? true : truths.contains(nil) ? nil : false
    }
}
