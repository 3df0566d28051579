import Documents
import Limits
import Pricing
import Replay

/// Turns requests into arrivals, and notes what they do not tell though the plan looks at it.
struct WorkloadBuilder {
    private struct Gap {
        var requests: UInt64 = 0
        let first: Timestamp
    }

    private struct Missing: Hashable {
        let lack: RequestField
        let place: Int
    }

    private let file: PlanFile
    /// By deployment and by what they look at, the place on the chain that does.
    private let lookers: [[RequestField: Int]]
    private let ledgers: [QuotaLedger]
    private var missing: [Missing: Gap] = [:]
    private var filled: [RequestField: UInt64] = [:]
    /// By deployment: the largest request that its quota never lets pass.
    private var tooLarge: [Int: (quota: Int, amount: Int64, time: Timestamp)] = [:]
    private var longest: (place: Int, tokens: RequestTokens)?

    init(_ file: PlanFile) {
        self.file = file
        lookers = file.deployments.indices.map { place in
            var lookers: [RequestField: Int] = [:]
            for current in [place] + file.chain(from: place) {
                for lack in RequestField.allCases
                where lookers[lack] == nil && file.deployments[current].key(lookingAt: lack) != nil
                {
                    lookers[lack] = current
                }
            }
            return lookers
        }
        ledgers = file.deployments.map {
            QuotaLedger(
                $0.deployment(fallback: nil, maximumOutput: file.assumed.maximumTokens).quotas)
        }
    }

    /// Whether the tokens of a request are known or assumed.
    func isCounted(_ request: TimedTraffic.Request) -> Bool {
        request.usage != nil
            || file.assumed.promptTokens != nil && file.assumed.completionTokens != nil
    }

    /// A request at a deployment.
    mutating func arrival(_ request: TimedTraffic.Request, at place: Int) -> Arrival {
        let usage = request.usage ?? assumedUsage(request, place)
        let tokens = RequestTokens(
            usage ?? .zero, maximumOutput: maximumOutput(request, place))
        if usage != nil { noteSize(tokens, request, place) }
        return Arrival(
            at: Instant(nanoseconds: request.time.nanoseconds), deployment: place,
            tokens: tokens, service: service(request, place))
    }

    private mutating func assumedUsage(_ request: TimedTraffic.Request, _ place: Int) -> TokenUsage?
    {
        guard let input = file.assumed.promptTokens, let output = file.assumed.completionTokens
        else {
            lack(.tokens, request, place)
            return nil
        }
        filled[.tokens, default: 0] += 1
        return TokenUsage(input: UInt64(input), output: UInt64(output))
    }

    private mutating func maximumOutput(_ request: TimedTraffic.Request, _ place: Int) -> Int64? {
        guard lookers[place][.maximumTokens] != nil else { return nil }
        if let known = request.maximumOutput { return known }
        guard let assumed = file.assumed.maximumTokens else {
            lack(.maximumTokens, request, place)
            return nil
        }
        filled[.maximumTokens, default: 0] += 1
        return assumed
    }

    /// The latency of what failed does not tell how long the work would have taken.
    private mutating func service(_ request: TimedTraffic.Request, _ place: Int) -> TimeSpan? {
        guard lookers[place][.latency] != nil else { return nil }
        if !request.isFailed, let known = request.latency, known >= 0 {
            return min(TimeSpan(nanoseconds: known), .longest)
        }
        guard let assumed = file.assumed.latency else {
            lack(.latency, request, place)
            return nil
        }
        filled[.latency, default: 0] += 1
        return assumed
    }

    private mutating func lack(_ lack: RequestField, _ request: TimedTraffic.Request, _ place: Int)
    {
        guard let looker = lookers[place][lack] else { return }
        missing[
            Missing(lack: lack, place: looker), default: Gap(first: request.time)
        ].requests += 1
    }

    private mutating func noteSize(
        _ tokens: RequestTokens, _ request: TimedTraffic.Request, _ place: Int
    ) {
        if let quota = ledgers[place].tooSmall(for: tokens) {
            let amount = ledgers[place].quotas[quota].amount(of: tokens)
            if amount > tooLarge[place]?.amount ?? 0 {
                tooLarge[place] = (quota, amount, request.time)
            }
        }
        for current in [place] + file.chain(from: place)
        where longest == nil && file.deployments[current].isEndless(tokens) {
            longest = (current, tokens)
        }
    }

    var notes: [String] {
        RequestField.allCases.compactMap { lack in
            filled[lack].map {
                "the plan's assume stands in for \(lack.name) of \(counted($0, "request"))"
            }
        }
    }

    func check(_ traffic: TimedTraffic) throws(DocumentError) {
        for (place, deployment) in file.deployments.enumerated() {
            for lack in RequestField.allCases {
                guard let gap = missing[Missing(lack: lack, place: place)] else { continue }
                throw deployment.node(deployment.key(lookingAt: lack) ?? "").error(
                    "needs \(lack.name), which \(gap.requests) of \(traffic.requests.count) "
                        + "requests lack\(lack == .latency ? " or which failed" : "") (first: "
                        + "\(gap.first.rfc3339)); \(lack.remedy)")
            }
            if let found = tooLarge[place], deployment.fallback == nil {
                let knob = deployment.quotaKnobs[found.quota]
                throw deployment.node(knob.rawValue).error(
                    "lets \(ledgers[place].quotas[found.quota].most) pass at once, and the "
                        + "request at \(found.time.rfc3339) counts \(found.amount): it could never "
                        + "pass; raise \(knob.rawValue)\(deployment.limiter.burstAdvice)")
            }
        }
        if let longest {
            throw file.deployments[longest.place].node("service").error(
                "gives a request of \(longest.tokens.input) and \(longest.tokens.output) tokens "
                    + "more than ten years; expected less")
        }
    }
}
