import Calls

/// Reads the body of a request: an object, or a string with one.
///
/// Helicone keeps bodies apart and exports them only on demand; what stands in their place, a text
/// or a note, says nothing about the request.
struct HeliconeBodyReader {
    private var keys = KeyTable([
        "model", "service_tier", "max_tokens", "max_completion_tokens", "max_output_tokens",
    ])
    private var model, serviceTier: NameReader
    private var input: ObservationInputReader
    private let wantsInput: Bool

    init(demand: Demand, names: NameTable) {
        (model, serviceTier) = (NameReader(names), NameReader(names))
        input = ObservationInputReader(demand: demand)
        wantsInput = MessageReader.isWanted(demand)
    }

    /// Reads the body and gives the model that it names.
    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) -> NameID {
        if cursor.at.pointee == UInt8(ascii: "{") { return try readObject(&cursor, into: &draft) }
        guard let text = try cursor.textIfAny(), text.count > 0 else { return .none }
        let json = JSONInString(halvingQuotesOf: text)
        guard json.isValid else { return .none }
        var named = NameID.none
        try json.read("request_body") { (cursor) throws(BadLine) in
            guard cursor.at.pointee == UInt8(ascii: "{") else { return try cursor.skipValue() }
            named = try readObject(&cursor, into: &draft)
        }
        return named
    }

    private mutating func readObject(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) -> NameID {
        var body = cursor
        var named = NameID.none
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            switch key {
            case 0: named = model.id(try cursor.textIfAny())
            case 1: draft.record.serviceTier = serviceTier.id(try cursor.textIfAny())
            default:
                if let limit = try cursor.countIfAny() { draft.record.maxTokens = Int64(limit) }
            }
        }
        if wantsInput { try input.read(&body, into: &draft) }
        return named
    }
}
