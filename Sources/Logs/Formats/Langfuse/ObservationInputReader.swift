import Calls

/// Reads what a call was given, as far as it can be told: messages or a text.
///
/// Langfuse keeps whatever the application hands over. Where that is neither messages nor a text,
/// nothing is known of its lengths.
struct ObservationInputReader {
    private var messages: MessageReader
    private var chatKeys = KeyTable(["messages", "input", "prompt", "instructions", "system"])
    private var messageKeys = KeyTable(["role", "type", "content", "output"])

    init(demand: Demand) { messages = MessageReader(demand: demand) }

    /// Reads the value: text, JSON within text, a list of messages, or an object around it.
    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        messages.reset()
        var value = cursor
        let text = try cursor.textIfAny()
        if let text, text.count == 0 { return }
        guard let text, let json = JSONInString(probing: text) else {
            try readValue(&value)
            messages.finish(&draft)
            return
        }
        try json.read("input") { (inner) throws(BadLine) in
            try readValue(&inner)
            messages.finish(&draft)
        }
    }

    private mutating func readValue(_ cursor: inout JSONCursor) throws(BadLine) {
        if cursor.at.pointee == UInt8(ascii: "{") {
            try readObject(&cursor)
        } else if try isPrompt(cursor) {
            try messages.readMessages(&cursor)
        } else {
            try cursor.skipValue()
        }
    }

    /// The messages of a request, and the instructions that stand in front of them.
    private mutating func readObject(_ cursor: inout JSONCursor) throws(BadLine) {
        var values: [JSONCursor?] = [nil, nil, nil, nil, nil]
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try chatKeys.next(&cursor, &members) {
            if !isNull(cursor) { values[key] = cursor }
            try cursor.skipValue()
        }
        guard var prompt = values[0] ?? values[1] ?? values[2], try isPrompt(prompt) else { return }
        if var instructions = values[3] ?? values[4] {
            guard instructions.at.pointee == UInt8(ascii: "\"") else { return }
            try messages.readInstructions(&instructions)
        }
        try messages.readMessages(&prompt)
    }

    private func isNull(_ cursor: JSONCursor) -> Bool { cursor.at.pointee == UInt8(ascii: "n") }

    /// Whether a text comes next, or a list of messages of which the last has content.
    private mutating func isPrompt(_ cursor: JSONCursor) throws(BadLine) -> Bool {
        var cursor = cursor
        if cursor.at.pointee == UInt8(ascii: "\"") { return true }
        guard try cursor.openArray() else { return false }
        var hasContent = false
        var isFirst = true
        while try cursor.nextElement(isFirst: isFirst) {
            isFirst = false
            guard cursor.at.pointee == UInt8(ascii: "{") else { return false }
            let found = try memberKeys(&cursor)
            guard found & 0b0011 != 0 else { return false }
            hasContent = found & 0b1100 != 0
        }
        return hasContent
    }

    /// One bit for each of a message's keys that is there.
    private mutating func memberKeys(_ cursor: inout JSONCursor) throws(BadLine) -> UInt {
        var found: UInt = 0
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try messageKeys.next(&cursor, &members) {
            found |= 1 << UInt(key)
            try cursor.skipValue()
        }
        return found
    }
}
