import Pricing

/// A property of calls by which a report groups them.
public enum GroupDimension: Hashable, Sendable {
    case model
    case servedModel
    case user
    case team
    case session
    case day
    case hour
    case minute
    /// How large calls are, by classes.
    case size
    case tag(String)

    /// The name on the command line and in results.
    public var name: String {
        switch self {
        case .model: "model"
        case .servedModel: "served-model"
        case .user: "user"
        case .team: "team"
        case .session: "session"
        case .day: "day"
        case .hour: "hour"
        case .minute: "minute"
        case .size: "size"
        case .tag(let key): "tag:\(key)"
        }
    }

    /// Same name, byte for byte: tags "é" in one scalar and in two are two.
    public static func == (left: GroupDimension, right: GroupDimension) -> Bool {
        left.name.exact == right.name.exact
    }

    /// Feeds the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name.exact) }

    /// All dimensions that a user can name, but tags.
    public static let fixed: [GroupDimension] = [
        .model, .servedModel, .user, .team, .session, .day, .hour, .minute,
    ]

    /// The dimension with this name.
    public init?(name: String) {
        if name.hasPrefix("tag:"), name.utf8.count > 4 {
            self = .tag(String(name.dropFirst(4)))
        } else if let known = Self.fixed.first(where: { $0.name == name }) {
            self = known
        } else {
            return nil
        }
    }
}

/// Dimensions by which calls are grouped together.
public struct Grouping: Hashable, Sendable {
    /// One at least, each once.
    public let dimensions: [GroupDimension]

    init(_ dimensions: [GroupDimension]) { self.dimensions = dimensions }

    /// Reads names between commas, as the command line gives them: `team,day`.
    ///
    /// - Parameter list: Names of dimensions.
    /// - Throws: `ReplayError` where a name is unknown or stands twice.
    public init(_ list: String) throws(ReplayError) {
        var dimensions: [GroupDimension] = []
        for name in list.split(separator: ",", omittingEmptySubsequences: false) {
            guard let dimension = GroupDimension(name: String(name)) else {
                let known = GroupDimension.fixed.map(\.name).joined(separator: ", ")
                throw ReplayError("--by \(list): unknown \"\(name)\"; expected \(known) or tag:KEY")
            }
            guard !dimensions.contains(dimension) else {
                throw ReplayError("--by \(list): \(name) stands twice; name it once")
            }
            dimensions.append(dimension)
        }
        self.dimensions = dimensions
    }
}
