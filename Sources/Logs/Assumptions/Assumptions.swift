import Calls

/// What the user lets a run assume where records lack a field; never overrides what is there.
public struct Assumptions: Sendable {
    /// One assumption as given, and what it fills in.
    struct Entry: Sendable {
        let text: String
        let field: Field
    }

    /// The field and where its value comes from.
    enum Field: Sendable {
        case name(NameField, String)
        case number(NumberField, Arithmetic)
        case system(String)
        case content(String)
        case tag(key: String, value: String)
    }

    enum NameField: String, CaseIterable { case model, user, team, session, service_tier }
    enum NumberField: String, CaseIterable {
        case content_length, message_count, max_tokens
        /// The estimate of the input; what is counted and billed is never assumed.
        case prompt_tokens
    }

    /// Whether the input of calls that tell no usage is estimated, which stores do not keep.
    public var estimatesPrompts: Bool {
        entries.contains { if case .number(.prompt_tokens, _) = $0.field { true } else { false } }
    }

    let entries: [Entry]
    /// What prompts of a log share with earlier ones counts as read from a cache.
    let sharesPrefixes: Bool

    /// How that is asked for.
    static let sharedPrefixes = "cache=prefix"
    /// What stands before the key of a tag.
    private static let tagPrefix = "tag."

    /// Nothing is assumed.
    public static let none = Assumptions(entries: [], sharesPrefixes: false)

    private init(entries: [Entry], sharesPrefixes: Bool) {
        self.entries = entries
        self.sharesPrefixes = sharesPrefixes
    }

    /// Reads assumptions as the command line gives them.
    ///
    /// - Parameter arguments: `KEY=VALUE` each. Text fields take the value literally; number
    ///   fields take arithmetic over the record's numbers; `system=none` says that there was no
    ///   system message. Of several for the same number the first that has a value serves.
    /// - Throws: `LogError` where a key is unknown, stands twice, or its value makes no sense.
    public init(_ arguments: [String]) throws(LogError) {
        var entries: [Entry] = []
        var keys: Set<String> = []
        for argument in arguments {
            let (key, value) = try Self.split(argument)
            let isNumber = NumberField(rawValue: key) != nil
            guard keys.insert(key).inserted || isNumber else {
                throw LogError("--assume \(argument): \(key) is already assumed; give it once")
            }
            if key == "cache" {
                try Self.checkCache(argument)
                continue
            }
            entries.append(
                Entry(text: argument, field: try Self.field(key, value, argument: argument)))
        }
        self.init(entries: entries, sharesPrefixes: keys.contains("cache"))
    }

    private static var knownKeys: String {
        let names = NameField.allCases.map(\.rawValue) + ["tag.KEY", "system", "content", "cache"]
        return (names + NumberField.allCases.map(\.rawValue)).joined(separator: ", ")
    }

    private static func split(_ argument: String) throws(LogError) -> (String, String) {
        guard let equals = argument.firstIndex(of: "=") else {
            throw LogError("--assume \(argument): expected KEY=VALUE with a KEY of \(knownKeys)")
        }
        return (String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
    }

    private static func checkCache(_ argument: String) throws(LogError) {
        guard argument == sharedPrefixes else {
            throw LogError(
                "--assume \(argument): expected \(sharedPrefixes), or in a replay cache=kept, "
                    + "cache=lost or cache=session")
        }
    }

    private static func field(
        _ key: String, _ value: String, argument: String
    ) throws(LogError) -> Field {
        if let name = NameField(rawValue: key) {
            try requireName(value, argument: argument)
            return .name(name, value)
        }
        if key.hasPrefix(tagPrefix), key != tagPrefix {
            try requireName(value, argument: argument)
            return .tag(key: String(key.dropFirst(tagPrefix.count)), value: value)
        }
        if let number = NumberField(rawValue: key) {
            return .number(number, try Arithmetic(value, argument: argument))
        }
        switch key {
        case "system": return .system(value == "none" ? "" : value)
        case "content": return .content(value)
        default:
            throw LogError("--assume \(argument): unknown key \(key); expected one of \(knownKeys)")
        }
    }

    private static func requireName(_ value: String, argument: String) throws(LogError) {
        guard !value.isEmpty else {
            throw LogError("--assume \(argument): the value is empty; expected a name")
        }
    }
}

extension Assumptions {
    /// The demand, and the fields that the assumed ones are computed from.
    func widened(_ demand: Demand) -> Demand {
        var demand = demand
        if sharesPrefixes { demand.fields.insert(.sharedPrefixes) }
        // A field may be computed from another that is computed itself.
        for _ in NumberField.allCases {
            for case .number(let field, let arithmetic) in entries.map(\.field)
            where demand.fields.contains(field.demanded) {
                for variable in arithmetic.variables {
                    guard let needed = NumberField(rawValue: variable.rawValue),
                        needed != .prompt_tokens
                    else { continue }
                    demand.fields.insert(needed.demanded)
                }
            }
        }
        return demand
    }
}

extension Assumptions.NumberField {
    /// The field as demands name it.
    var demanded: Demand.Fields {
        switch self {
        case .content_length: .contentLength
        case .message_count: .messageCount
        case .max_tokens: .maxTokens
        case .prompt_tokens: .promptEstimate
        }
    }
}
