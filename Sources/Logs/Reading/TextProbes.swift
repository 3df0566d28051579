import CScan
import Calls

/// The texts that the demand looks for in one message, with their columns.
struct TextProbes {
    struct Probe {
        let column: Int
        let needle: [UInt8]

        var text: String { String(decoding: needle, as: UTF8.self) }
    }

    let probes: [Probe]
    private let message: TextMatch.Message
    private let isKept: Bool
    private var joined: [UInt8] = []

    init(_ message: TextMatch.Message, demand: Demand) {
        self.message = message
        isKept = demand.fields.contains(message == .system ? .systemText : .lastText)
        probes = demand.texts.enumerated().compactMap { column, match in
            match.message == message ? Probe(column: column, needle: Array(match.text.utf8)) : nil
        }
    }

    /// Nobody looks at the message.
    var isEmpty: Bool { probes.isEmpty && !isKept }

    /// Looks for each text in the message, whose parts are joined with nothing between, and keeps
    /// the message if that is asked for.
    mutating func search(_ parts: ArraySlice<JSONText>, into draft: inout RecordDraft) {
        if parts.count == 1, let only = parts.first, !only.hasEscapes {
            take(only.raw, into: &draft)
            return
        }
        joined.removeAll(keepingCapacity: true)
        for part in parts { part.appendUnescaped(to: &joined) }
        joined.withUnsafeBufferPointer { take($0, into: &draft) }
    }

    private func take(_ text: UnsafeBufferPointer<UInt8>, into draft: inout RecordDraft) {
        find(in: text, into: &draft.texts)
        if isKept { draft.messages[message] = Array(text) }
    }

    private func find(
        in text: UnsafeBufferPointer<UInt8>, into columns: inout [TextPresence]
    ) {
        for probe in probes {
            columns[probe.column] = TextPresence(contains(text, probe.needle))
        }
    }

    private func contains(_ text: UnsafeBufferPointer<UInt8>, _ needle: [UInt8]) -> Bool {
        if needle.isEmpty { return true }
        guard let start = text.baseAddress else { return false }
        return tg_contains(start, text.count, needle, needle.count)
    }
}
