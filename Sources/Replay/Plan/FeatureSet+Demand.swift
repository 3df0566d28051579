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

    /// A demand, and what these features need besides.
    func widened(_ demand: Demand) -> Demand {
        var demand = demand
        demand.fields.formUnion(fields)
        // What is there already keeps its place, by which others find it.
        for text in probes.map(\.match) where !demand.texts.contains(text) {
            demand.texts.append(text)
        }
        for tag in tags where !demand.tags.contains(where: { $0.exact == tag }) {
            demand.tags.append(tag.text)
        }
        return demand
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
