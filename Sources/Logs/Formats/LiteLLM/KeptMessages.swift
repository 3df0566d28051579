import CScan
import Calls

/// Reads the messages of a request as far as the proxy kept them whole.
///
/// Redacted ones tell nothing; where a long text was shortened, only their number is known.
struct KeptMessages {
    private static let redacted = Array("redacted-by-litellm".utf8)
    private static let shortened = Array("litellm_truncated".utf8)

    private var messages: MessageReader
    private var request: RequestReader

    init(demand: Demand, names: NameTable) {
        messages = MessageReader(demand: demand)
        var bodyDemand = demand
        bodyDemand.fields.formIntersection([.contentLength, .messageCount, .maxTokens])
        bodyDemand.tags = []
        request = RequestReader(demand: bodyDemand, names: names)
    }

    /// Reads a list of messages or a prompt; an object stands for messages that were not kept.
    mutating func readMessages(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        if cursor.at.pointee == UInt8(ascii: "{") { return try cursor.skipValue() }
        let start = cursor.at
        messages.reset()
        try messages.readMessages(&cursor)
        messages.finish(&draft)
        forgetWhatWasNotKept(from: start, to: cursor.at, in: &draft)
    }

    /// Reads the body of a request, or an object without any of it.
    mutating func readBody(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        guard cursor.at.pointee == UInt8(ascii: "{") else { return try cursor.skipValue() }
        let start = cursor.at
        try request.read(&cursor, into: &draft)
        forgetWhatWasNotKept(from: start, to: cursor.at, in: &draft)
    }

    private func forgetWhatWasNotKept(
        from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, in draft: inout RecordDraft
    ) {
        let isRedacted = contains(Self.redacted, from: start, to: end)
        guard isRedacted || contains(Self.shortened, from: start, to: end) else { return }
        if isRedacted { draft.record.messageCount = nil }
        draft.record.contentLength = nil
        for index in draft.texts.indices { draft.texts[index] = .unknown }
    }

    private func contains(
        _ marker: [UInt8], from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
    ) -> Bool {
        tg_contains(start, end - start, marker, marker.count)
    }
}
