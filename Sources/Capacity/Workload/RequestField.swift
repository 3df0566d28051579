import Limits

/// What a plan may look at and a request may lack.
enum RequestField: Hashable, CaseIterable {
    case tokens
    case maximumTokens
    case latency

    /// What requests lack, in a sentence.
    var name: String {
        switch self {
        case .tokens: "token counts"
        case .maximumTokens: "max_tokens"
        case .latency: "latency"
        }
    }

    /// What to do about it.
    var remedy: String {
        let keys =
            switch self {
            case .tokens: "prompt_tokens: …, completion_tokens: …"
            case .maximumTokens: "max_tokens: …"
            case .latency: "latency: …"
            }
        let other = self == .latency ? " or state service as a sum over tokens" : ""
        return "add assume: {\(keys)} to the plan\(other)"
    }
}

extension PlannedDeployment {
    /// The key of the plan that makes it look at something of a request; nil where nothing does.
    func key(lookingAt field: RequestField) -> String? {
        switch field {
        case .tokens: tokenQuotas.first?.rawValue ?? (service.readsTokens ? "service" : nil)
        case .maximumTokens:
            accounting == .reserved || accounting == .settled
                ? tokenQuotas.first { $0 != .inputTPM }?.rawValue : nil
        case .latency: service == .recorded ? "service" : nil
        }
    }

    private var tokenQuotas: [Knob] { quotaKnobs.filter { $0 != .rpm } }

    /// Whether the work on a request would take longer than time is counted.
    func isEndless(_ tokens: RequestTokens) -> Bool {
        guard case .tokens(let times) = service else { return false }
        let seconds =
            Double(tokens.input - tokens.cachedInput) * times.perInput.seconds
            + Double(tokens.cachedInput) * times.perCachedInput.seconds
            + Double(tokens.output) * times.perOutput.seconds
        return seconds > TimeSpan.longest.seconds
    }
}

extension PlannedDeployment.Limiter {
    /// What else lets more pass at once.
    var burstAdvice: String { self == .tokenBucket ? " or burst" : "" }
}

extension TimeModel {
    fileprivate var readsTokens: Bool {
        switch self {
        case .tokens(let times): times != TokenTimes(base: times.base)
        case .measured(let times): times.sizes > 0
        case .recorded, .drawn: false
        }
    }
}

extension Quota {
    /// What a request counts when it comes in.
    func amount(of tokens: RequestTokens) -> Int64 {
        switch meter {
        case .requests: 1
        case .tokens(let accounting): accounting.atFirst(tokens)
        }
    }
}
