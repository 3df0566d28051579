import Calls
import Pricing

/// Reads records through a mapping.
struct MappedReader {
    /// A value that the run asks for, and where it stands.
    private struct Wanted {
        let target: Target
        /// What errors call it: `cost (usage.cost)`.
        let label: String
        var names: NameReader
        var isFound = false
    }

    private enum Target {
        case field(MappedField, FieldSource)
        /// A tag by its position in the mapping.
        case tag(Int)
    }

    private let mapping: LogMapping
    private var wanted: [Wanted]
    private var tree: PathTree
    private var constants: MappedConstants
    private var tags: MappedTags
    private var values = MappedValues()
    private var system, last: TextProbes
    private var messages: MessageReader
    /// How many of the wanted values were met in any record.
    private(set) var foundCount = 0

    init(_ mapping: LogMapping, demand: Demand, names: NameTable) {
        self.mapping = mapping
        let places = Self.places(in: mapping, demand)
        tree = PathTree(places.map(\.path))
        wanted = places.map { Wanted(target: $0.target, label: $0.label, names: NameReader(names)) }
        constants = MappedConstants(mapping, demand: demand, names: names)
        tags = MappedTags(mapping, demand: demand, names: names)
        system = TextProbes(.system, demand: demand)
        last = TextProbes(.last, demand: demand)
        messages = MessageReader(demand: demand)
    }

    private typealias Place = (path: [String], target: Target, label: String)

    /// The places at which the log has what the run asks for.
    private static func places(in mapping: LogMapping, _ demand: Demand) -> [Place] {
        let fields = MappedField.allCases.filter { $0.isWanted(demand) }.compactMap { field in
            mapping.fields[field].flatMap { source in
                source.path.map { Place($0, .field(field, source), mapping.label(field, source)) }
            }
        }
        let tags = mapping.tags.enumerated().compactMap { index, tag -> Place? in
            guard demand.fields.contains(.tagSet) || demand.tags.contains(tag.key) else {
                return nil
            }
            return tag.source.path.map {
                Place($0, .tag(index), mapping.label(tag: tag.key, tag.source))
            }
        }
        return fields + tags
    }

    /// What the wanted values are called, and whether each was met.
    var findings: [(label: String, isFound: Bool)] { wanted.map { ($0.label, $0.isFound) } }

    /// Reads the line at which the cursor stands, its newline included.
    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        values = MappedValues()
        constants.fill(&draft, &values)
        tags.reset()
        guard cursor.at.pointee == UInt8(ascii: "{") else { return try cursor.openObject() }
        try descend(&cursor, from: PathTree.root, into: &draft)
        try cursor.endOfLine()
        try values.finish(&draft.record, mapping)
        tags.finish(&draft)
    }

    private mutating func readValue(
        _ cursor: inout JSONCursor, at node: Int, into draft: inout RecordDraft
    ) throws(BadLine) {
        var end = cursor.at
        for index in tree.ends(at: node) {
            // Several may want the same value, or one inside it.
            var copy = cursor
            copy.readsCells = true
            do throws(BadLine) {
                try read(index, &copy, into: &draft)
            } catch {
                throw error.naming(wanted[index].label)
            }
            end = copy.at
        }
        if tree.leadsOn(from: node) {
            try descend(&cursor, from: node, into: &draft)
        } else {
            cursor.at = end
        }
    }

    /// Follows the paths into an object, a list, or JSON that is written in a string.
    private mutating func descend(
        _ cursor: inout JSONCursor, from node: Int, into draft: inout RecordDraft
    ) throws(BadLine) {
        switch cursor.at.pointee {
        case UInt8(ascii: "{"):
            try cursor.openObject()
            var members = KeyTable.Members()
            while let child = try tree.next(&cursor, &members, at: node) {
                try readValue(&cursor, at: child, into: &draft)
            }
        case UInt8(ascii: "["): try descendIntoList(&cursor, from: node, into: &draft)
        case UInt8(ascii: "\""):
            let text = try cursor.text()
            guard text.count > 0 else { return }
            do throws(BadLine) {
                try JSONInString(text).read("value") { json throws(BadLine) in
                    try descend(&json, from: node, into: &draft)
                }
            } catch {
                throw error.naming(tree.path(to: node))
            }
        default: try cursor.skipValue()
        }
    }

    private mutating func descendIntoList(
        _ cursor: inout JSONCursor, from node: Int, into draft: inout RecordDraft
    ) throws(BadLine) {
        guard try cursor.openArray() else { return }
        var position = 0
        while try cursor.nextElement(isFirst: position == 0) {
            if let child = tree.child(at: position, of: node) {
                try readValue(&cursor, at: child, into: &draft)
            } else {
                try cursor.skipValue()
            }
            position += 1
        }
    }

    /// Reads a wanted value; null is none.
    private mutating func read(
        _ index: Int, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        if cursor.takeNull() { return }
        if !wanted[index].isFound {
            wanted[index].isFound = true
            foundCount += 1
        }
        switch wanted[index].target {
        case .tag(let tag): tags.values[tag] = wanted[index].names.id(try cursor.word())
        case .field(let field, let source):
            if try readTokens(field, &cursor) { return }
            if let name = field.name {
                draft.record[keyPath: name] = wanted[index].names.id(try cursor.word())
            } else if let number = field.number {
                let count = try cursor.count("value")
                draft.record[keyPath: number] = count.map { Int64($0) }
            } else {
                try readFact(field, source, &cursor, into: &draft)
            }
        }
    }

    /// Reads a count of tokens; false where the field is none.
    private mutating func readTokens(
        _ field: MappedField, _ cursor: inout JSONCursor
    ) throws(BadLine) -> Bool {
        switch field {
        case .promptTokens: values.usage.prompt = try cursor.count("value")
        case .completionTokens: values.usage.completion = try cursor.count("value")
        case .cachedTokens: values.usage.cacheRead = try cursor.count("value") ?? 0
        case .cacheWriteTokens: values.usage.cacheWrite = try cursor.count("value") ?? 0
        case .cacheWrite1hTokens: values.usage.cacheWrite1h = try cursor.count("value") ?? 0
        case .reasoningTokens: values.usage.reasoning = try cursor.count("value") ?? 0
        default: return false
        }
        return true
    }

    private mutating func readFact(
        _ field: MappedField, _ source: FieldSource, _ cursor: inout JSONCursor,
        into draft: inout RecordDraft
    ) throws(BadLine) {
        switch field {
        case .time: draft.record.time = try cursor.time(in: source.unit)
        case .cost:
            draft.record.recordedCost = try cursor.money(
                "value", decimals: source.unit?.decimals ?? 0)
        case .status: values.isFailed = try (cursor.count("value") ?? 0) >= 400 || values.isFailed
        case .error: values.isFailed = try cursor.isError() || values.isFailed
        case .failed: values.isFailed = try cursor.isYes(source.equals) || values.isFailed
        case .operation: draft.record.operation = try Optional(cursor.word()).operation
        case .id: try cursor.readID("value", into: &draft)
        case .latency: draft.record.latency = try cursor.span(in: source.unit)
        case .timeToFirstToken: draft.record.timeToFirstToken = try cursor.span(in: source.unit)
        default: try readText(field, &cursor, into: &draft)
        }
    }

    private mutating func readText(
        _ field: MappedField, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        if field == .messages {
            messages.reset()
            try messages.readMessages(&cursor, in: "value")
            return messages.finish(&draft)
        }
        guard let text = try cursor.optionalText("value") else { return }
        if field == .system { return system.search([text], into: &draft) }
        values.contentLength = Int64(text.utf16Length)
        if !last.isEmpty { last.search([text], into: &draft) }
    }
}

extension BadLine {
    /// The same fault, with the value named as the mapping names it.
    fileprivate func naming(_ label: String) -> BadLine {
        let unnamed = "value "
        guard reason.hasPrefix(unnamed) else { return self }
        return BadLine(reason: "\(label) \(reason.dropFirst(unnamed.count))", detail: detail)
    }
}
