import Live

/// What is measured of each request of a live run.
enum LiveMeasure: String, CaseIterable {
    case latency
    case latencyFromSending = "latency_from_sending"
    case timeToFirstToken = "ttft"
    case timeToFirstTokenFromSending = "ttft_from_sending"
    case interTokenLatency = "inter_token"

    /// In words.
    var title: String {
        switch self {
        case .latency: "latency"
        case .latencyFromSending: "latency from sending"
        case .timeToFirstToken: "time to first token"
        case .timeToFirstTokenFromSending: "time to first token from sending"
        case .interTokenLatency: "inter-token latency"
        }
    }

    /// The times of a model's requests.
    func summary(of outcome: ModelOutcome) -> LatencySummary {
        switch self {
        case .latency: outcome.latency
        case .latencyFromSending: outcome.latencyFromSending
        case .timeToFirstToken: outcome.timeToFirstToken
        case .timeToFirstTokenFromSending: outcome.timeToFirstTokenFromSending
        case .interTokenLatency: outcome.interTokenLatency
        }
    }
}
