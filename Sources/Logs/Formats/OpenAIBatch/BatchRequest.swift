import Calls

/// What requests with the same `custom_id` ask for, as far as they agree: the id is unique only
/// within a batch.
struct BatchRequest {
    private var draft: RecordDraft
    /// The requests differ in something.
    private(set) var isAmbiguous = false

    init(_ draft: RecordDraft) { self.draft = draft }

    /// What this and another request have in common.
    func agreeing(with other: BatchRequest) -> BatchRequest {
        var common = self
        common.keep(\.record.model, of: other, orElse: .none)
        common.keep(\.record.user, of: other, orElse: .none)
        common.keep(\.record.contentLength, of: other, orElse: nil)
        common.keep(\.record.messageCount, of: other, orElse: nil)
        common.keep(\.record.maxTokens, of: other, orElse: nil)
        common.keep(\.record.tagSet, of: other, orElse: .none)
        common.keep(\.messages, of: other, orElse: MessageTexts())
        for index in draft.texts.indices {
            common.keep(\.texts[index], of: other, orElse: .unknown)
        }
        for index in draft.tags.indices { common.keep(\.tags[index], of: other, orElse: .none) }
        return common
    }

    private mutating func keep<Value: Equatable>(
        _ field: WritableKeyPath<RecordDraft, Value>, of other: BatchRequest,
        orElse unknown: Value
    ) {
        guard draft[keyPath: field] != other.draft[keyPath: field] else { return }
        draft[keyPath: field] = unknown
        isAmbiguous = true
    }

    /// Writes into an answer's record what was asked for.
    func complete(_ answer: inout RecordDraft) {
        answer.record.model = draft.record.model
        answer.record.user = draft.record.user
        answer.record.contentLength = draft.record.contentLength
        answer.record.messageCount = draft.record.messageCount
        answer.record.maxTokens = draft.record.maxTokens
        answer.texts = draft.texts
        answer.tags = draft.tags
        answer.record.tagSet = draft.record.tagSet
        answer.messages = draft.messages
    }
}
