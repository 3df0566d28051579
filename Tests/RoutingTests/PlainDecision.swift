import Documents
import Pricing
import Routing

/// What the rules give as a person reads them, one request at a time.
struct PlainDecision: Equatable {
    let rule: Int
    /// Nil where it is unknown.
    let model: String?
}

extension PlainDecision {
    /// By reading the rules.
    init(_ policy: Policy, _ request: RequestFeatures) {
        var request = request
        request.model = request.model ?? policy.missingModel
        for (index, rule) in policy.rules.enumerated() {
            let truth = rule.when.map { plainTruth($0, request) } ?? .some(true)
            if truth == .some(false) { continue }
            self.init(
                rule: index, model: truth == nil ? nil : plainModel(rule.use, policy, request))
            return
        }
        preconditionFailure("the last rule has no condition")
    }

    /// What an evaluator wrote.
    init(_ raw: UInt16, _ policy: Policy, _ request: RequestFeatures) {
        let verdict = Verdict(rawValue: raw)
        let outcome = policy.outcomes[verdict.outcome]
        let model = policy.model(outcome.route, requested: request.model)
        self.init(rule: outcome.rule, model: verdict.isUnknown ? nil : model)
    }

    init(_ decision: Decision) {
        switch decision {
        case .decided(let rule, let model): self.init(rule: rule, model: model)
        case .unknown(let rule, _): self.init(rule: rule, model: nil)
        }
    }
}

/// Nil where it is unknown.
private func plainModel(
    _ use: Policy.Target, _ policy: Policy, _ request: RequestFeatures
) -> String? {
    switch use {
    case .requested: return request.model
    case .model(let model): return model
    case .split(let split):
        guard let id = request.id else { return nil }
        let lots = split.shares.flatMap { Array(repeating: $0.route, count: Int($0.weight)) }
        let lot = plainLot(id, of: lots.count, policy.name)
        return policy.model(lots[lot], requested: request.model)
    case .cheapest(let cheapest):
        let output = cheapest.expectedOutput.map { Int64($0) } ?? request.maxTokens
        guard let input = request.promptTokens, let output else { return nil }
        let costs = cheapest.models.map {
            PlainPrices.cost($0, input, output, tier: request.serviceTier)
        }
        return costs.min().flatMap { costs.firstIndex(of: $0) }.map { cheapest.models[$0] }
    }
}

/// The steps that `Lot` documents, with the product in 128 bits.
private func plainLot(_ id: UInt128, of lots: Int, _ policy: String) -> Int {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in policy.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    var bits = UInt64(id >> 64) ^ UInt64(id & UInt128(UInt64.max)) ^ hash
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    bits ^= bits >> 31
    return Int((UInt128(bits) * UInt128(lots)) >> 64)
}

/// Two models, either of which is cheaper for some requests.
enum PlainPrices {
    static func table() throws -> PriceTable {
        let text = """
            prices: plain
            version: 1
            currency: USD
            unit: 1M tokens
            models:
              - {id: dear-in, input: "4", output: "2", tiers: {batch: {input: "8", output: "1"}}}
              - {id: dear-out, input: "1", output: "10"}
            """
        return try PriceTable(Document(text: text, name: "plain.yaml"))
    }

    fileprivate static func cost(
        _ model: String, _ input: Int64, _ output: Int64, tier: String?
    ) -> Int64 {
        if model == "dear-out" { return input + 10 * output }
        return tier == "batch" ? 8 * input + output : 4 * input + 2 * output
    }
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
    case .flag(.failed): return request.hindsight.isFailed
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
