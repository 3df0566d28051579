public import Documents
import Pricing

extension Scenario {
    private static let otherKeys = [
        "scenario", "version", "note", "prices", "discounting", "volumes", "traffic",
        "self_hosting", "sensitivity", "uncertain", "draws", "seed",
    ]

    /// The scenario in a document.
    ///
    /// - Throws: The first fault with file, line and key; unknown keys are faults.
    public init(_ document: Document) throws(DocumentError) {
        let keys = Self.otherKeys + ScenarioInput.allCases.map(\.rawValue)
        let fields = try document.root.fields(keys)
        name = try fields.required("scenario").string()
        let version = try fields.required("version")
        guard try version.integer() == 1 else {
            throw version.error("is not 1; this tollgate reads version 1")
        }
        note = try fields.optional("note")?.string()
        prices = try fields.optional("prices")?.string()
        sha256 = document.sha256
        if let node = fields.optional("saving") { try readSaving(node) }
        for input in ScenarioInput.allCases where input != .saving {
            guard let node = fields.optional(input.rawValue) else { continue }
            values[input] = try value(node, of: input)
        }
        if let node = fields.optional("discounting") { try readConvention(node) }
        for node in try fields.optional("volumes")?.list() ?? [] {
            volumes.append(try node.parsed(Scenario.volume))
        }
        if let node = fields.optional("traffic") { try readTraffic(node) }
        if let node = fields.optional("self_hosting") { try readSelfHosting(node) }
        if let node = fields.optional("sensitivity") { try readRanges(node) }
        if let node = fields.optional("uncertain") { try readDistributions(node) }
        try readSimulation(fields)
    }

    private func value(
        _ node: Node, of input: ScenarioInput
    ) throws(DocumentError) -> ScenarioValue {
        let text = try node.string()
        do {
            return try ScenarioValue(text, of: input, from: .file(node.place))
        } catch {
            throw node.error(error.description)
        }
    }

    /// A value that is held without its currency, which is noted apart.
    private mutating func noted(
        _ node: Node, of input: ScenarioInput
    ) throws(DocumentError) -> ScenarioValue {
        let value = try value(node, of: input)
        note(value)
        return value
    }

    private mutating func note(_ value: ScenarioValue) {
        if let currency = value.currency { otherCurrencies.append((currency, value.origin)) }
    }

    private mutating func readSaving(_ node: Node) throws(DocumentError) {
        guard case .mapping = node.content else {
            saving = .amount(try value(node, of: .saving))
            return
        }
        let fields = try node.fields([
            "monthly_cost", "percent", "volume", "from", "to", "input_share",
        ])
        let origin = Origin.file(node.place)
        let isMove = fields.optional("volume") != nil
        if isMove, let other = fields.optional("monthly_cost") ?? fields.optional("percent") {
            throw other.error("stands beside volume; give a cost and a share, or tokens that move")
        }
        let texts = try ["monthly_cost", "percent", "volume", "from", "to", "input_share"].map {
            (key) throws(DocumentError) in try fields.optional(key)?.string()
        }
        do {
            if isMove {
                try setMove(
                    volume: texts[2], from: texts[3], to: texts[4], inputShare: texts[5],
                    origin: origin)
            } else {
                try setShare(cost: texts[0], percent: texts[1], from: origin)
            }
        } catch {
            throw node.error(error.description)
        }
    }

    private mutating func readConvention(_ node: Node) throws(DocumentError) {
        guard let convention = DiscountRate.Convention(rawValue: try node.string()) else {
            throw node.error(expected: "effective, (1 + r)^(1/12) - 1, or nominal, r / 12")
        }
        self.convention = convention
        conventionOrigin = .file(node.place)
    }

    private mutating func readTraffic(_ node: Node) throws(DocumentError) {
        let fields = try node.fields(["requests", "users", "tokens", "revenue"])
        if let node = fields.optional("requests") {
            traffic.requests = try node.parsed {
                (text) throws(ScenarioFault) in try Scenario.count(text, of: "requests")
            }
        }
        if let node = fields.optional("users") {
            traffic.users = try node.parsed {
                (text) throws(ScenarioFault) in try Scenario.count(text, of: "users")
            }
        }
        traffic.tokens = try fields.optional("tokens")?.parsed(Scenario.volume)
        if let node = fields.optional("revenue") { revenue = try value(node, of: .operations) }
    }

    private mutating func readSelfHosting(_ node: Node) throws(DocumentError) {
        let fields = try node.fields([
            "fixed", "per_million_tokens", "against", "step", "capacity",
        ])
        let fixed = try amount(try fields.required("fixed"), .operations)
        let perToken = try perToken(try fields.required("per_million_tokens"))
        let (step, capacity) = (fields.optional("step"), fields.optional("capacity"))
        guard (step == nil) == (capacity == nil) else {
            throw node.error("has only one of step and capacity; give both or none")
        }
        var steps: StepCost.Step?
        if let step, let capacity {
            steps = StepCost.Step(
                cost: try amount(step, .operations), capacity: try capacity.parsed(Scenario.volume))
        }
        selfHosting = SelfHosting(
            cost: StepCost(fixed: fixed, perUnit: perToken, step: steps),
            against: try price(try fields.required("against")), origin: .file(node.place))
    }

    /// An amount, or else a model's name.
    private mutating func price(_ node: Node) throws(DocumentError) -> SelfHosting.Price {
        let text = try node.string()
        guard WrittenQuantity(text) != nil else { return .model(text) }
        return .perMillionTokens(Money(attos: try perToken(node).attos * 1_000_000))
    }

    /// A millionth of an amount, which has to be held exactly.
    private mutating func perToken(_ node: Node) throws(DocumentError) -> Money {
        let amount = try amount(node, .migration)
        guard amount.attos.isMultiple(of: 1_000_000) else {
            throw node.error("has more than twelve decimals; expected fewer")
        }
        return Money(attos: amount.attos / 1_000_000)
    }

    private mutating func amount(
        _ node: Node, _ input: ScenarioInput
    ) throws(DocumentError) -> Money {
        guard case .amount(let amount) = try noted(node, of: input).content else {
            throw node.error(expected: input.expectation)
        }
        return amount
    }

    private mutating func readSimulation(_ fields: Fields) throws(DocumentError) {
        if let node = fields.optional("draws") {
            let draws = try node.integer()
            do { try setSimulation(draws: draws) } catch { throw node.error(error.description) }
        }
        guard let node = fields.optional("seed") else { return }
        guard let seed = UInt64(try node.string()) else {
            throw node.error(expected: "a whole number from 0 to 2^64 - 1")
        }
        self.seed = seed
    }
}

extension Scenario {
    private mutating func readRanges(_ node: Node) throws(DocumentError) {
        _ = try node.fields(ScenarioInput.allCases.map(\.rawValue))
        for (key, _, node) in try node.entries() {
            guard let input = ScenarioInput(rawValue: key) else { continue }
            let ends = try node.string().split(separator: "..", omittingEmptySubsequences: false)
            guard ends.count == 2 else {
                throw node.error(expected: "two values with two points between, such as 5%..12%")
            }
            let (low, high) = (
                try end(String(ends[0]), of: input, node), try end(String(ends[1]), of: input, node)
            )
            guard low < high else {
                throw node.error("is no range; expected the smaller value first")
            }
            ranges[input] = Supposition(content: low...high, origin: .file(node.place))
        }
    }

    private mutating func end(
        _ text: String, of input: ScenarioInput, _ node: Node
    ) throws(DocumentError) -> Double {
        do {
            let value = try ScenarioValue(text, of: input, from: .file(node.place))
            note(value)
            return value.approximate
        } catch {
            throw node.error("has an end that \(error)")
        }
    }

    private mutating func readDistributions(_ node: Node) throws(DocumentError) {
        _ = try node.fields(ScenarioInput.allCases.map(\.rawValue))
        for (key, _, node) in try node.entries() {
            guard let input = ScenarioInput(rawValue: key) else { continue }
            distributions[input] = Supposition(
                content: try distribution(node, of: input), origin: .file(node.place))
        }
    }

    private mutating func distribution(
        _ node: Node, of input: ScenarioInput
    ) throws(DocumentError) -> Distribution {
        let kinds = try node.fields(["normal", "lognormal", "uniform", "triangular"])
        let entries = try node.entries()
        guard entries.count == 1, let kind = entries.first else {
            throw node.error("names \(entries.count) distributions; expected one")
        }
        let shape = try kinds.required(kind.key)
        switch kind.key {
        case "uniform":
            let ends = try numbers(shape, ["low", "high"], of: input)
            return .uniform(low: ends[0], high: ends[1])
        case "triangular":
            let corners = try numbers(shape, ["low", "mode", "high"], of: input)
            return .triangular(low: corners[0], mode: corners[1], high: corners[2])
        default:
            return try bell(shape, isNormal: kind.key == "normal", of: input)
        }
    }

    /// Values in ascending order.
    private mutating func numbers(
        _ node: Node, _ keys: [String], of input: ScenarioInput
    ) throws(DocumentError) -> [Double] {
        let fields = try node.fields(keys)
        var numbers: [Double] = []
        for key in keys {
            numbers.append(try noted(try fields.required(key), of: input).approximate)
        }
        guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 <= $1 }),
            numbers.first != numbers.last
        else { throw node.error("is in no order; expected \(keys.joined(separator: " <= "))") }
        return numbers
    }

    private mutating func bell(
        _ node: Node, isNormal: Bool, of input: ScenarioInput
    ) throws(DocumentError) -> Distribution {
        let fields = try node.fields(["mean", "sd"])
        let (meanNode, deviationNode) = (try fields.required("mean"), try fields.required("sd"))
        let mean = try noted(meanNode, of: input).approximate
        let sd = try noted(deviationNode, of: input).approximate
        guard sd > 0 else { throw deviationNode.error("is not above 0") }
        guard isNormal || mean > 0 else {
            throw meanNode.error("is not above 0, as a lognormal mean has to be")
        }
        return isNormal ? .normal(mean: mean, sd: sd) : .lognormal(mean: mean, sd: sd)
    }
}

extension Node {
    fileprivate func parsed<Value>(
        _ parse: (String) throws(ScenarioFault) -> Value
    ) throws(DocumentError) -> Value {
        let text = try string()
        do {
            return try parse(text)
        } catch {
            throw self.error(error.description)
        }
    }
}
