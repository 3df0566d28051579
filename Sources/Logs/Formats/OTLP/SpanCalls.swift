import Calls
import Pricing

/// Decides which spans are calls, and what they inherit.
///
/// - The innermost span that tells usage counts; one around it tells the same once more.
/// - A span without usage counts if it is a call and no other lies in it; if it has not failed, it
///   must not lie in one that counts with its usage either.
/// - A call around calls is their operation: they are its attempts.
struct SpanCalls {
    /// What becomes of a span.
    private enum Fate: UInt8 {
        case link, call, repeated, summed, wrapping, told, tool

        /// Why a span with something to tell is no call; nil for one that is, or has nothing to
        /// tell.
        var reason: String? {
            switch self {
            case .link, .call: nil
            case .repeated: "repeats a span with the same trace and span id"
            case .summed: "repeats the usage of the calls inside it"
            case .wrapping: "without usage, around calls that count themselves"
            case .told: "without usage, inside a span that tells it"
            case .tool: "tells usage, but runs a tool or makes an agent"
            }
        }

        static let removed: [Fate] = [.repeated, .summed, .wrapping, .told, .tool]
    }

    /// What a span hands on to those inside it.
    private struct Surroundings {
        /// The names that hold inside it.
        var names: [NameID] = []
        /// The outermost call around them that is no attempt itself.
        var operation = RecordID.none
        /// Their usage is told by a span that counts.
        var isTold = false
    }

    private var spans: [CallPiece]
    private let tree: SpanTree
    private var fates: [Fate]
    private var exceeding = 0

    /// - Parameter spans: All spans, in the order of the log.
    init(_ spans: consuming [CallPiece]) {
        fates = Array(repeating: .link, count: spans.count)
        self.spans = spans
        tree = SpanTree(self.spans)
        decideByContents()
    }

    // MARK: From the inside to the outside

    private mutating func decideByContents() {
        var contents = Array(repeating: SpanContents(), count: spans.count)
        for place in tree.innerFirst.lazy.map({ Int($0) }) {
            if spans[place].hasDraft { decide(place, &contents[place]) }
            if let parent = tree.parent(of: place), fates[place] != .repeated {
                contents[parent].add(contents[place], of: spans[place].role)
            }
        }
    }

    private mutating func decide(_ place: Int, _ contents: inout SpanContents) {
        let span = spans[place]
        let record = span.draft.record
        let inside = contents.calls(for: span.role)
        if tree.repeated.contains(place) {
            fates[place] = .repeated
        } else if span.role == .tool {
            fates[place] = .tool
        } else if record.usageState == .known && inside.explain(record.usage) {
            fates[place] = .summed
            if record.usage.total > inside.tokens { exceeding += 1 }
        } else if record.usageState != .known && inside.areThere {
            fates[place] = .wrapping
        } else {
            fates[place] = .call
            contents.direct.add(record)
        }
    }

    // MARK: From the outside to the inside

    /// The calls, with what they inherit.
    mutating func joined() -> JoinedCalls {
        var around = Array(repeating: Surroundings(), count: spans.count)
        var calls: [CallPiece] = []
        calls.reserveCapacity(fates.count { $0 == .call })
        for place in tree.innerFirst.reversed().lazy.map({ Int($0) }) {
            let outer = tree.parent(of: place).map { around[$0] } ?? Surroundings()
            if fates[place] == .call && outer.isTold && isUnknown(place) { fates[place] = .told }
            around[place] = surroundings(by: place, in: outer)
            guard fates[place] == .call else { continue }
            Self.complete(&spans[place], in: outer)
            calls.append(spans[place])
        }
        return JoinedCalls(calls: calls, removed: removed, notes: notes)
    }

    private func isUnknown(_ place: Int) -> Bool {
        spans[place].draft.record.usageState == .unknown
    }

    private func surroundings(by place: Int, in outer: Surroundings) -> Surroundings {
        let span = spans[place]
        let own = span.hasDraft ? span.draft.names : span.inherited
        var inner = outer
        inner.names = SpanNames.merged(own, over: outer.names)
        switch span.role {
        case .link, .request: break
        case .group, .tool: (inner.operation, inner.isTold) = (.none, false)
        case .call: if outer.operation == .none { inner.operation = span.key }
        }
        if fates[place] == .call && span.draft.record.usageState == .known { inner.isTold = true }
        return inner
    }

    private static func complete(_ call: inout CallPiece, in outer: Surroundings) {
        let inherited = SpanNames.merged(outer.names, over: call.inherited)
        call.draft.names = SpanNames.merged(call.draft.names, over: inherited)
        let operation = outer.operation == .none ? call.key : outer.operation
        call.draft.record.operation = OperationID(rawValue: operation.rawValue)
    }

    // MARK: What is told about it

    private var removed: [RemovedRecords] {
        var counts: [Fate: Int] = [:]
        for fate in fates { counts[fate, default: 0] += 1 }
        return Fate.removed.compactMap { fate in
            guard let count = counts[fate], let reason = fate.reason else { return nil }
            return RemovedRecords(reason: reason, records: count)
        }
    }

    private var notes: [String] {
        guard exceeding > 0 else { return [] }
        return [
            "spans that tell more tokens than the calls inside them, which alone are counted: "
                + "\(exceeding); some calls may have no span of their own"
        ]
    }
}
