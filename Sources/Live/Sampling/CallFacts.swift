import Calls
import Pricing

/// What is kept of a call while a sample is drawn.
struct CallFacts: Sendable {
    let place: LoggedRequest.Place
    let time: Int64
    let model: NameID
    let input: UInt64
    /// Whether the record tells its usage, rather than that its input is estimated.
    let isKnown: Bool
    let output: UInt64?
    let maxTokens: Int64?
    let messageCount: Int64?

    /// More input than this is not sent: no model takes it, and its text would have to be made up.
    static let mostInput: UInt64 = 4_000_000

    /// Nil where a row doesn't tell how long its input was, or where that is more than can be sent.
    init?(_ block: CallBlock, row: Int) {
        let state = block.flags[row].usage
        let estimate = block.promptEstimate[row]
        guard state == .known || estimate >= 0 else { return nil }
        isKnown = state == .known
        input = isKnown ? block.usage[row].totalInput : UInt64(estimate)
        guard input <= Self.mostInput else { return nil }
        output = isKnown ? block.usage[row].output : nil
        place = LoggedRequest.Place(piece: block.piece, line: block.line[row])
        time = block.time[row]
        model = block.model[row]
        maxTokens = Self.number(block.maxTokens[row])
        messageCount = Self.number(block.messageCount[row])
    }

    private static func number(_ value: Int64) -> Int64? { value >= 0 ? value : nil }

    /// Of the attempts of an operation the first one that tells its usage stands for it, else the
    /// first one.
    func stands(before other: CallFacts) -> Bool {
        if isKnown != other.isKnown { return isKnown }
        return (time, place) < (other.time, other.place)
    }
}

extension LoggedRequest {
    /// What is known of a call, without its text.
    init(_ facts: CallFacts, model: String) {
        (place, self.model) = (facts.place, model)
        time = Timestamp(nanoseconds: facts.time)
        (input, output) = (facts.input, facts.output)
        (maxTokens, messageCount) = (facts.maxTokens, facts.messageCount)
    }
}
