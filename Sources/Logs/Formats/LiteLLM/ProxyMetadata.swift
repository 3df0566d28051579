import Calls

/// Reads what the proxy noted about a call in `metadata`, the same in both formats.
struct ProxyMetadata {
    private static let names = [
        "usage_object", "additional_usage_values", "status", "user_api_key_end_user_id",
        "user_api_key_user_id", "user_api_key_team_id", "user_api_key_team_alias",
        "spend_logs_metadata",
    ]

    private var keys: KeyTable
    private var usageReader: ProxyUsageReader
    private var endUserName, userName, teamName, teamAliasName: NameReader

    /// The usage object, and the part of it that older versions keep.
    private(set) var usage, additionalUsage: ProxyUsage?
    private(set) var isFailed = false
    private(set) var endUser, user, team, teamAlias: NameID

    init(demand: Demand, names: NameTable) {
        let isWanted: [String: Bool] = [
            "user_api_key_end_user_id": demand.fields.contains(.user),
            "user_api_key_user_id": demand.fields.contains(.user),
            "user_api_key_team_id": demand.fields.contains(.team),
            "user_api_key_team_alias": demand.fields.contains(.team),
            "spend_logs_metadata": demand.wantsTags,
        ]
        keys = KeyTable(Self.names.map { isWanted[$0] ?? true ? $0 : nil })
        usageReader = ProxyUsageReader(names: names)
        (endUserName, userName) = (NameReader(names), NameReader(names))
        (teamName, teamAliasName) = (NameReader(names), NameReader(names))
        (endUser, user, team, teamAlias) = (.none, .none, .none, .none)
    }

    mutating func reset() {
        (usage, additionalUsage, isFailed) = (nil, nil, false)
        (endUser, user, team, teamAlias) = (.none, .none, .none, .none)
    }

    /// Reads the object; the tags in it go to `tags`.
    mutating func read(
        _ cursor: inout JSONCursor, tags: inout RequestTags
    ) throws(BadLine) {
        if cursor.takeNull() { return }
        try cursor.openObject("metadata")
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            switch key {
            case 0: usage = try usageReader.read(&cursor)
            case 1: additionalUsage = try usageReader.read(&cursor)
            case 2: isFailed = try cursor.textIfAny().isFailure
            case 3: endUser = endUserName.id(try cursor.textIfAny())
            case 4: user = userName.id(try cursor.textIfAny())
            case 5: team = teamName.id(try cursor.textIfAny())
            case 6: teamAlias = teamAliasName.id(try cursor.textIfAny())
            default: try tags.readMetadata(&cursor)
            }
        }
    }
}

extension Optional<JSONText> {
    /// The status of a call that failed.
    var isFailure: Bool { self?.withUnescaped { $0.elementsEqual("failure".utf8) } ?? false }
}
