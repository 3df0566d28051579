public import Calls
import Pricing

/// What a log teaches: what was measured on it, and calls to make others like.
public struct LogPattern: Sendable {
    /// What was measured.
    public private(set) var measures = TrafficMeasures()
    private(set) var kept = KeptCalls()
    /// The names that the kept calls refer to, each at the position that its id tells.
    private(set) var names: [String] = [""]
    private var ids: [String: NameID] = ["": .none]

    /// What several workers found together.
    public init(_ partials: [PatternConsumer.Partial]) {
        for partial in partials {
            measures.merge(partial.measures)
            while kept.halvings < partial.kept.halvings { kept.halve() }
            for var call in partial.kept.calls where kept.wants(call.rank) {
                call.model = id(partial.names[Int(call.model.rawValue)])
                call.user = id(partial.names[Int(call.user.rawValue)])
                call.team = id(partial.names[Int(call.team.rawValue)])
                call.tags = id(partial.names[Int(call.tags.rawValue)])
                kept.add(call)
            }
        }
    }

    private mutating func id(_ name: String) -> NameID {
        if let known = ids[name] { return known }
        let id = NameID(rawValue: UInt32(names.count))
        names.append(name)
        ids[name] = id
        return id
    }

    /// What has to be read of a log.
    public static var demand: Demand { KeptCall.demand }
}

/// Learns from the calls of one worker.
public final class PatternConsumer: BlockConsumer {
    /// What one worker found.
    public struct Partial: Sendable {
        let measures: TrafficMeasures
        let kept: KeptCalls
        let names: [String]
    }

    private var measures = TrafficMeasures()
    private var kept = KeptCalls()
    private var names: NameTable?
    private var last: KeptCall.Rank?

    /// Nothing is learnt yet.
    public init() {}

    /// Learns from the rows of a block.
    public func consume(_ block: CallBlock) {
        names = block.names
        measures.add(block)
        for row in 0..<block.count {
            let rank = KeptCall.Rank(block.piece, line: block.line[row], after: last)
            last = rank
            if kept.wants(rank) { kept.add(KeptCall(block, row: row, rank: rank)) }
        }
    }

    /// What was learnt so far.
    public func partial() -> Partial {
        Partial(measures: measures, kept: kept, names: names?.all ?? [""])
    }
}
