import Calls
import Pricing
import Routing

extension FeatureSet {
    /// The fields to ask for.
    var fields: Demand.Fields {
        var fields: Demand.Fields = []
        for feature in numbers { fields.formUnion(feature.fields) }
        for feature in names { fields.formUnion(feature.fields) }
        if readsID { fields.insert(.id) }
        return fields
    }

    /// The tags to ask for, by key.
    var tags: [ExactText] {
        names.compactMap { if case .tag(let key) = $0 { key } else { nil } }
    }
}

extension TextProbe {
    /// The text as a demand on the log.
    var match: TextMatch {
        switch feature {
        case .system: TextMatch(in: .system, text: needle)
        case .content: TextMatch(in: .last, text: needle)
        }
    }
}

extension NumericFeature {
    /// What to ask for beyond what is always read.
    fileprivate var fields: Demand.Fields {
        switch self {
        case .contentLength: .contentLength
        case .messageCount: .messageCount
        case .maxTokens: .maxTokens
        case .latency: .latency
        case .promptTokens: .promptEstimate
        case .hour, .completionTokens, .cost: []
        }
    }
}

extension NameFeature {
    /// What to ask for beyond what is always read, and tags.
    fileprivate var fields: Demand.Fields {
        switch self {
        case .model, .serviceTier, .weekday, .tag: []
        case .user: .user
        case .team: .team
        case .session: .session
        }
    }
}
