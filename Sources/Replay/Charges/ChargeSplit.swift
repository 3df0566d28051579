import Pricing

/// How the charges of a replay are split into lines: by period and by properties of calls.
public struct ChargeSplit: Hashable, Sendable {
    /// How long a charge period is; both begin with a full hour or day in UTC.
    public enum Period: String, CaseIterable, Hashable, Sendable {
        case hour
        case day

        var dimension: GroupDimension { self == .hour ? .hour : .day }
        var seconds: Int64 { self == .hour ? 3600 : 86_400 }
    }

    /// The length of a charge period.
    public let period: Period
    /// The properties that become tags, each once.
    public let tags: [GroupDimension]

    /// A split by period and by what groupings name: users, teams, sessions and tags.
    ///
    /// Models and times are no tags: a line has a model and a period of its own.
    ///
    /// - Parameters:
    ///   - period: The length of a charge period.
    ///   - groupings: Whose dimensions become tags.
    public init(_ period: Period, tags groupings: [Grouping] = []) {
        self.period = period
        tags = groupings.flatMap(\.dimensions).reduce(into: []) { tags, dimension in
            if dimension.isTag, !tags.contains(dimension) { tags.append(dimension) }
        }
    }

    /// The lines as a grouping of calls, the period first.
    var grouping: Grouping { Grouping([period.dimension] + tags) }
}

extension GroupDimension {
    fileprivate var isTag: Bool {
        switch self {
        case .user, .team, .session, .tag: true
        case .model, .servedModel, .day, .hour, .minute, .size: false
        }
    }

    /// The key of a tag: a tag's own, unless it is the name of another property.
    var tagKey: String {
        guard case .tag(let key) = self else { return name }
        return Self.fixed.contains { $0.name.exact == key.exact } ? name : key
    }
}
