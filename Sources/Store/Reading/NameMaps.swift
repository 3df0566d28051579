import Calls
import GRDB

/// What the codes of one file stand for in the table of a worker, for what the demand asks for.
struct NameMaps {
    /// The names of each field by code.
    private(set) var names: [StoredField: [NameID]] = [:]
    /// For each tag of the demand, its value by the code of the set of tags.
    private(set) var tags: [[NameID]] = []
    /// For each text of the demand that is looked up in full texts, whether it is there by code.
    private(set) var presences: [Int: [TextPresence]] = [:]

    init(_ db: Database, _ file: FileRow, _ columns: DemandedColumns, _ table: NameTable) throws {
        let catalogue = Catalogue(db: db)
        for field in columns.names {
            names[field] = Self.ids(try catalogue.names(file, field), in: table)
        }
        if columns.demand.wantsTags {
            let sets = try catalogue.names(file, .tagSet).map {
                TagSet(text: String(decoding: $0, as: UTF8.self))
            }
            tags = columns.demand.tags.map { key in
                Self.ids(sets.map { $0?.value(of: key) ?? [] }, in: table)
            }
        }
        for (index, source) in columns.texts.enumerated() {
            guard case .full(let field) = source else { continue }
            let needle = Array(columns.demand.texts[index].text.utf8)
            let texts = try catalogue.names(file, field)
            presences[index] =
                [.unknown]
                + texts.dropFirst().map { text in
                    TextPresence(needle.isEmpty || text.firstRange(of: needle) != nil)
                }
        }
    }

    private static func ids(_ names: [[UInt8]], in table: NameTable) -> [NameID] {
        names.map { name in
            name.isEmpty ? .none : name.withUnsafeBufferPointer { table.intern($0) }
        }
    }
}

/// The columns of a file that a demand needs.
struct DemandedColumns {
    /// Where it stands whether a message contains a text.
    enum TextSource {
        /// In a column of its own.
        case presence(Int)
        /// In the full text of the message.
        case full(StoredField)
    }

    let demand: Demand
    let names: [StoredField]
    let numbers: [StoredField]
    let texts: [TextSource]

    init(_ demand: Demand, of file: StoredFile) {
        self.demand = demand
        let fields = demand.fields
        names =
            [.model, .servedModel, .serviceTier]
            + Self.names.filter { fields.contains($0.demanded) }.map(\.field)
        numbers = Self.numbers.filter { fields.contains($0.demanded) }.map(\.field)
        texts = demand.texts.map { text in
            file.texts.firstIndex(of: text).map { .presence(StoredField.presence(ofText: $0)) }
                ?? .full(text.message == .system ? .systemText : .lastText)
        }
    }

    private static let names: [(demanded: Demand.Fields, field: StoredField)] = [
        (.user, .user), (.team, .team), (.session, .session), (.tagSet, .tagSet),
    ]
    private static let numbers: [(demanded: Demand.Fields, field: StoredField)] = [
        (.contentLength, .contentLength), (.messageCount, .messageCount), (.maxTokens, .maxTokens),
        (.latency, .latency), (.timeToFirstToken, .timeToFirstToken),
    ]
    static let usage: [StoredField] = [
        .input, .cacheRead, .cacheWrite5m, .cacheWrite1h, .output, .reasoning,
    ]

    /// The numbers of the columns of a `NarrowBlock`.
    var narrow: [Int] { numbers(of: [.flags] + Self.usage + names + numbers) }

    /// The numbers of all columns.
    var all: [Int] {
        var fields: [StoredField] = [.time, .flags, .recordedCost, .operation] + Self.usage
        fields += names + numbers
        if demand.fields.contains(.id) { fields.append(.id) }
        if !demand.tags.isEmpty && !fields.contains(.tagSet) { fields.append(.tagSet) }
        return numbers(of: fields)
    }

    /// The numbers of the columns of fields, and of those that texts are looked up in.
    private func numbers(of fields: [StoredField]) -> [Int] {
        var numbers = Set(fields.map(\.rawValue))
        for source in texts {
            switch source {
            case .presence(let number): numbers.insert(number)
            case .full(let field): numbers.insert(field.rawValue)
            }
        }
        return numbers.sorted()
    }
}
