import Pricing
import Statistics

/// Makes up calls as a description says.
struct ClientSampler: CallSampler {
    private let content: CallContent
    private let model: WeightedChoice<FragmentID>
    private let team: WeightedChoice<FragmentID>?
    private let tags: TagFragments
    private let user: FragmentID
    private let users: CountDistribution?
    private let noise: PositiveDistribution?
    private var bits: SplitMix64

    init(_ client: Workload.Client, _ fragments: inout FragmentTable, bits: SplitMix64) {
        content = client.content
        self.bits = bits
        model = content.model.map { fragments.member("model", $0) }
        team = content.team?.map { fragments.member("team", $0) }
        tags = TagFragments(content.tags, &fragments)
        user =
            content.users == nil
            ? .none : fragments.member("user", client.name + "-", isOpen: true)
        users = content.users.map { users in
            users.exponent.map { .zipf(ZipfDistribution(exponent: $0, values: 1...users.count)) }
                ?? .uniform(1...users.count)
        }
        noise = content.latency.flatMap { time in
            time.variation > 0
                ? PositiveDistribution(.lognormal, mean: 1, variation: time.variation) : nil
        }
    }

    mutating func call() -> SyntheticCall {
        var call = SyntheticCall()
        call.model = model.sample(&bits)
        call.team = team?.sample(&bits) ?? .none
        call.tags = tags.sample(&bits)
        if let users {
            call.user = user
            call.userNumber = users.sample(&bits)
        }
        call.maxTokens = content.maxTokens?.sample(&bits)
        drawUsage(of: &call)
        call.messageCount = content.messageCount?.sample(&bits)
        call.contentLength = contentLength(of: call)
        call.latencyMilliseconds = latency(of: call)
        return call
    }

    /// An answer ends at the limit that its request puts on it.
    private mutating func drawUsage(of call: inout SyntheticCall) {
        let prompt = content.promptTokens.sample(&bits)
        let completion = content.completionTokens.sample(&bits)
        call.usage.output = min(completion, call.maxTokens ?? completion)
        if let caching = content.caching, bits.unit() < caching.calls {
            call.usage.cacheRead = UInt64(Double(prompt) * caching.tokens)
        }
        call.usage.input = prompt - call.usage.cacheRead
    }

    private mutating func contentLength(of call: SyntheticCall) -> UInt64? {
        switch content.contentLength {
        case nil: nil
        case .drawn(let distribution): distribution.sample(&bits)
        case .perPromptToken(let factor): UInt64((Double(call.usage.totalInput) * factor).rounded())
        }
    }

    /// No answer takes longer, so that the number fits a log; it is far beyond any that is meant.
    private static let longestMilliseconds = 0x1p50

    private mutating func latency(of call: SyntheticCall) -> UInt64? {
        guard let time = content.latency else { return nil }
        let expected =
            time.base + time.promptToken * Double(call.usage.totalInput)
            + time.completionToken * Double(call.usage.output)
        let milliseconds = expected * (noise?.draw(using: &bits) ?? 1)
        return UInt64(min(milliseconds.rounded(), Self.longestMilliseconds))
    }
}

/// Tags as fragments: one for each combination of their values.
struct TagFragments {
    private let choices: [WeightedChoice<Int>]
    private let fragments: [FragmentID]

    init(
        _ tags: [(key: String, values: WeightedChoice<String>)], _ fragments: inout FragmentTable
    ) {
        choices = tags.map { tag in
            var place = -1
            return tag.values.map { _ in
                place += 1
                return place
            }
        }
        let combinations = tags.reduce([[]]) { combinations, tag in
            combinations.flatMap { combination in
                tag.values.elements.map { combination + [(tag.key, $0)] }
            }
        }
        self.fragments = combinations.map { fragments.tags($0) }
    }

    /// A combination drawn at random, each tag for itself.
    func sample(_ bits: inout SplitMix64) -> FragmentID {
        var place = 0
        for choice in choices {
            place = place * choice.elements.count + choice.sample(&bits)
        }
        return fragments[place]
    }
}
