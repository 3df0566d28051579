internal import Documents

/// LiteLLM's `model_prices_and_context_window.json`: an object of one object a model.
///
/// <https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json>
enum LiteLLMList {
    /// The entry that explains the others.
    private static let specification = "sample_spec"

    /// Whether a document has the list's shape.
    static func isOne(_ root: Node) -> Bool {
        guard case .mapping(let entries) = root.content else { return false }
        return entries.contains { entry in
            guard case .mapping(let fields) = entry.value.content else { return false }
            return fields.contains { $0.key == "litellm_provider" || $0.key == "mode" }
        }
    }

    /// The models of the list, and the names of entries that are no models.
    static func models(
        _ root: Node
    ) throws(DocumentError) -> (models: [ModelPrice], others: [String]) {
        var models: [ModelPrice] = []
        var others: [String] = []
        var fields = LiteLLMFieldTable()
        for (name, _, node) in try root.entries() {
            let entry = try node.entries()
            let names = Set(entry.map(\.key))
            if name == specification
                || names.isDisjoint(with: ["litellm_provider", "mode"])
                    && !names.contains(where: { $0.contains("cost") })
            {
                others.append(name)
            } else {
                models.append(try ModelPrice(litellm: name, entry, &fields))
            }
        }
        return (models, others)
    }
}

/// The fields that were met, each taken apart once.
struct LiteLLMFieldTable {
    private struct Key: Hashable {
        let name: String
        let boundsAreReached: Bool
    }

    private var fields: [Key: LiteLLMField] = [:]

    mutating func field(_ name: String, boundsAreReached: Bool) -> LiteLLMField {
        let key = Key(name: name, boundsAreReached: boundsAreReached)
        if let known = fields[key] { return known }
        let field = LiteLLMField(name, boundsAreReached: boundsAreReached)
        fields[key] = field
        return field
    }
}
