import Calls
import Pricing

/// Reads Mooncake's traces with the cache reads that a provider's prefix cache would have had.
///
/// A hash stands for a block of 512 tokens and all before it in the prompt, so the blocks at the
/// beginning of a prompt that were seen before, in the order of the trace, are those that the cache
/// holds. The cache is never full and forgets nothing: an upper bound.
///
/// Source: <https://github.com/kvcache-ai/Mooncake>, the trace's own description.
struct MooncakePrefixReader: PieceReader {
    static let requiresModel = MooncakeReader.requiresModel
    static let guide = MooncakeReader.guide
    static let blockTokens: UInt64 = 512

    static func hasShape(_ line: SampleLine) -> Bool { MooncakeReader.hasShape(line) }

    private var reader: MooncakeReader

    init(demand: Demand, names: NameTable) { reader = MooncakeReader(demand: demand, names: names) }

    mutating func read(
        _ cursor: inout JSONCursor, blank: RecordDraft, into pieces: inout [CallPiece]
    ) throws(BadLine) {
        var piece = CallPiece(draft: blank)
        _ = try reader.read(&cursor, into: &piece.draft, isFirstLine: false)
        piece.blocks = reader.blocks
        pieces.append(piece)
    }

    static func joined(_ pieces: consuming [CallPiece]) -> JoinedCalls {
        var seen: Set<UInt64> = []
        var calls = consume pieces
        var input = calls.first?.place.input
        var sharing = 0
        for index in calls.indices {
            // Every trace numbers its blocks by itself.
            if calls[index].place.input != input { seen.removeAll() }
            input = calls[index].place.input
            let shared = calls[index].takeBlocks(seen: &seen) * blockTokens
            guard shared > 0 else { continue }
            let usage = calls[index].draft.record.usage
            calls[index].draft.record.usage = usage.reading(shared)
            sharing += 1
        }
        return JoinedCalls(calls: calls, sharedPrefixes: sharing)
    }
}

extension CallPiece {
    /// How many blocks at the beginning of the prompt were seen before; all have been then, and
    /// nobody needs them here any more.
    fileprivate mutating func takeBlocks(seen: inout Set<UInt64>) -> UInt64 {
        let shared = blocks.prefix { seen.contains($0) }.count
        seen.formUnion(blocks)
        blocks = []
        return UInt64(shared)
    }
}

extension TokenUsage {
    /// The same tokens, of whose uncached input so many at most come from a cache.
    fileprivate func reading(_ tokens: UInt64) -> TokenUsage {
        let read = min(tokens, input)
        return TokenUsage(
            input: input - read, cacheRead: cacheRead + read, cacheWrite5m: cacheWrite5m,
            cacheWrite1h: cacheWrite1h, output: output, reasoning: reasoning)
    }
}
