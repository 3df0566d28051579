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
    private var joined: [UInt8] = []

    init(_ message: TextMatch.Message, demand: Demand) {
        probes = demand.texts.enumerated().compactMap { column, match in
            match.message == message ? Probe(column: column, needle: Array(match.text.utf8)) : nil
        }
    }

    var isEmpty: Bool { probes.isEmpty }

    /// Looks for each text in the message, whose parts are joined with nothing between.
    mutating func search(_ parts: ArraySlice<JSONText>, into columns: inout [TextPresence]) {
        if parts.count == 1, let only = parts.first, !only.hasEscapes {
            find(in: only.raw, into: &columns)
            return
        }
        joined.removeAll(keepingCapacity: true)
        for part in parts { part.appendUnescaped(to: &joined) }
        joined.withUnsafeBufferPointer { find(in: $0, into: &columns) }
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
