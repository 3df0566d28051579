import Calls

/// What is known of a record before it is complete.
struct MappedValues {
    var usage = InclusiveUsage()
    var isFailed = false
    /// The length of the last message, where its text is there.
    var contentLength: Int64?

    /// Completes the record.
    func finish(_ record: inout CallRecord, _ mapping: LogMapping) throws(BadLine) {
        guard record.time != nil else {
            let label = mapping.fields[.time].map { mapping.label(.time, $0) } ?? "time"
            throw .missing(label, expected: "when the call was made")
        }
        record.isFailed = isFailed
        record.contentLength = record.contentLength ?? contentLength
        if try takeUsage(into: &record, mapping) { return }
        record.usageState = isFailed ? .none : .unknown
    }

    /// Writes the counts into the record; false where they are not both there.
    private func takeUsage(
        into record: inout CallRecord, _ mapping: LogMapping
    ) throws(BadLine) -> Bool {
        var usage = usage
        if !mapping.promptIncludes.contains(.cachedTokens) {
            usage.prompt = usage.prompt.map { $0 + usage.cacheRead }
        }
        if !mapping.promptIncludes.contains(.cacheWriteTokens) {
            usage.prompt = usage.prompt.map { $0 + usage.cacheWrite }
        }
        if !mapping.completionIncludes.contains(.reasoningTokens) {
            usage.completion = usage.completion.map { $0 + usage.reasoning }
        }
        do throws(BadLine) {
            return try usage.take(into: &record)
        } catch {
            throw BadLine(
                reason: error.reason,
                detail: error.detail + "; the mapping's prompt_tokens_include and "
                    + "completion_tokens_include say what includes what")
        }
    }
}

/// What the mapping says of all records.
struct MappedConstants {
    private let names: [(WritableKeyPath<CallRecord, NameID>, NameID)]
    private let numbers: [(WritableKeyPath<CallRecord, Int64?>, Int64)]
    private var usage = InclusiveUsage()

    init(_ mapping: LogMapping, demand: Demand, names table: NameTable) {
        var names: [(WritableKeyPath<CallRecord, NameID>, NameID)] = []
        var numbers: [(WritableKeyPath<CallRecord, Int64?>, Int64)] = []
        for (field, source) in mapping.fields where field.isWanted(demand) {
            guard case .constant(let text) = source.origin else { continue }
            if let name = field.name { names.append((name, table.intern(text))) }
            guard let count = Int64(text) else { continue }
            if let number = field.number { numbers.append((number, count)) }
            usage.set(field, to: UInt64(count))
        }
        (self.names, self.numbers) = (names, numbers)
    }

    /// Writes them into a record.
    func fill(_ draft: inout RecordDraft, _ values: inout MappedValues) {
        for (path, name) in names { draft.record[keyPath: path] = name }
        for (path, number) in numbers { draft.record[keyPath: path] = number }
        values.usage = usage
    }
}

extension InclusiveUsage {
    fileprivate mutating func set(_ field: MappedField, to count: UInt64) {
        switch field {
        case .cachedTokens: cacheRead = count
        case .cacheWriteTokens: cacheWrite = count
        case .cacheWrite1hTokens: cacheWrite1h = count
        case .reasoningTokens: reasoning = count
        default: break
        }
    }
}

extension MappedField {
    /// The name in a record that the field is.
    var name: WritableKeyPath<CallRecord, NameID>? {
        switch self {
        case .model: \.model
        case .servedModel: \.servedModel
        case .serviceTier: \.serviceTier
        case .user: \.user
        case .team: \.team
        case .session: \.session
        default: nil
        }
    }

    /// The number in a record that the field is.
    var number: WritableKeyPath<CallRecord, Int64?>? {
        switch self {
        case .contentLength: \.contentLength
        case .messageCount: \.messageCount
        case .maxTokens: \.maxTokens
        default: nil
        }
    }
}

extension LogMapping {
    /// What errors call a field.
    func label(_ field: MappedField, _ source: FieldSource) -> String {
        "\(field.rawValue) (\(source.pathText))"
    }

    /// What errors call a tag.
    func label(tag key: String, _ source: FieldSource) -> String {
        "tag:\(key) (\(source.pathText))"
    }
}
