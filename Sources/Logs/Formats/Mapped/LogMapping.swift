public import Documents

/// How the records of somebody's own log are read: our fields, and where the log has them.
public struct LogMapping: Sendable {
    /// How reports call it.
    public let name: String
    /// `csv` or `jsonl`.
    public let format: LogFormat
    /// Where the fields stand.
    let fields: [MappedField: FieldSource]
    /// Where the tags stand, by key.
    let tags: [(key: String, source: FieldSource)]
    /// The kinds of tokens that the prompt count includes.
    let promptIncludes: Set<MappedField>
    /// The kinds of tokens that the completion count includes.
    let completionIncludes: Set<MappedField>
    /// What separates the cells of a row.
    let delimiter: UInt8
}

extension LogMapping {
    /// The mapping that a document describes.
    ///
    /// - Parameter document: A mapping file.
    /// - Throws: The first fault, with its line and key path.
    public init(_ document: Document) throws(DocumentError) {
        let keys = try document.root.fields([
            "mapping", "version", "note", "format", "fields", "tags", "prompt_tokens_include",
            "completion_tokens_include", "delimiter",
        ])
        try keys.optional("version")?.checkVersion()
        name = try keys.required("mapping").mappingName()
        format = try keys.required("format").mappedFormat()
        fields = try keys.required("fields").sources(in: format)
        tags = try keys.optional("tags")?.tags(in: format) ?? []
        promptIncludes =
            try keys.optional("prompt_tokens_include")?
            .includedFields([.cachedTokens, .cacheWriteTokens]) ?? [
                .cachedTokens, .cacheWriteTokens,
            ]
        completionIncludes =
            try keys.optional("completion_tokens_include")?.includedFields([.reasoningTokens])
            ?? [.reasoningTokens]
        delimiter = try keys.optional("delimiter")?.delimiter(in: format) ?? UInt8(ascii: ",")
    }
}

extension Node {
    fileprivate func checkVersion() throws(DocumentError) {
        let version = try integer()
        guard version == 1 else { throw error("is \(version); this tollgate reads version 1") }
    }

    fileprivate func mappingName() throws(DocumentError) -> String {
        let name = try string()
        guard !name.isEmpty else { throw error(expected: "a name for reports") }
        return name
    }

    fileprivate func mappedFormat() throws(DocumentError) -> LogFormat {
        let formats = LogFormat.allCases.filter(\.isMapped)
        let written = try string()
        guard let format = formats.first(where: { $0.rawValue == written }) else {
            throw error(expected: formats.map(\.rawValue).joined(separator: " or "))
        }
        return format
    }

    /// The sources of all fields; those that a record can't be without are there.
    fileprivate func sources(
        in format: LogFormat
    ) throws(DocumentError) -> [MappedField: FieldSource] {
        let keys = try fields(MappedField.allCases.map(\.rawValue))
        var sources: [MappedField: FieldSource] = [:]
        for field in MappedField.allCases {
            guard let node = keys.optional(field.rawValue) else { continue }
            if field == .model, case .scalar("none", _) = node.content { continue }
            sources[field] = try FieldSource(node, of: field, in: format)
        }
        for field in [MappedField.time, .promptTokens, .completionTokens] {
            _ = try keys.required(field.rawValue)
        }
        guard keys.optional("model") != nil else {
            throw error(
                "has no value for \"model\"; say where it stands, or none for a log without it, "
                    + "which --assume model=… then supplies")
        }
        try checkTogether(keys)
        return sources
    }

    /// What several sources would tell differently, or none completely.
    private func checkTogether(_ keys: Fields) throws(DocumentError) {
        if keys.optional("messages") != nil {
            for other in ["content_length", "message_count", "system", "content"] {
                guard let node = keys.optional(other) else { continue }
                throw node.error("is told by messages too; give one of them")
            }
        }
        if let part = keys.optional("cache_write_1h_tokens"),
            keys.optional("cache_write_tokens") == nil
        {
            throw part.error("is a part of cache_write_tokens; say where those stand")
        }
    }

    fileprivate func tags(
        in format: LogFormat
    ) throws(DocumentError) -> [(key: String, source: FieldSource)] {
        let most = 64
        let entries = try entries()
        guard entries.count <= most else {
            throw error("has \(entries.count) tags; at most \(most) are read")
        }
        return try entries.map { entry throws(DocumentError) in
            (entry.key, try FieldSource(entry.value, of: nil, in: format))
        }
    }

    fileprivate func includedFields(
        _ known: [MappedField]
    ) throws(DocumentError) -> Set<MappedField> {
        var included: Set<MappedField> = []
        for node in try list() {
            let name = try node.string()
            guard let field = known.first(where: { $0.rawValue == name }) else {
                let names = known.map(\.rawValue).joined(separator: " or ")
                throw node.error(expected: names)
            }
            included.insert(field)
        }
        return included
    }

    fileprivate func delimiter(in format: LogFormat) throws(DocumentError) -> UInt8 {
        guard format == .csv else { throw error("does not belong here; only csv has a delimiter") }
        let text = try string()
        let bytes = Array((text == "\\t" ? "\u{9}" : text).utf8)
        guard let byte = bytes.first, bytes.count == 1, !Array("\"\r\n".utf8).contains(byte) else {
            throw error(expected: "one character such as \";\" or \"\\t\"")
        }
        return byte
    }
}
