import Calls
import Pricing

/// Everything that was added up, whatever the number of workers.
struct MergedTotals {
    /// A group: one value a dimension, in the numbering of `names` where it is a name.
    struct GroupKey: Hashable {
        let grouping: Int
        let values: [UInt32]
    }

    let names = NameTable()
    private(set) var kinds: [CallKind: CallTotals] = [:]
    private(set) var groups: [GroupKey: [CallKind: CallTotals]] = [:]
    private(set) var first: Timestamp?
    private(set) var last: Timestamp?
    private var operationIDs: Set<OperationID> = []
    private var callsWithoutOperation: UInt64 = 0
    private var tokens: UInt64 = 0

    /// Brings partials together.
    ///
    /// - Parameters:
    ///   - partials: One a worker.
    ///   - groupings: What the partials' groups stand for.
    /// - Throws: `ReplayError` where there are more tokens than totals can hold.
    init(_ partials: [ReplayPartial], groupings: [Grouping]) throws(ReplayError) {
        for partial in partials { try add(partial, groupings) }
    }

    /// Distinct operations; a record that names none is one of its own.
    var operations: UInt64 { UInt64(operationIDs.count) + callsWithoutOperation }

    private mutating func add(
        _ partial: ReplayPartial, _ groupings: [Grouping]
    ) throws(ReplayError) {
        tokens += partial.tokens
        guard tokens < Bounds.tokensPerRun else {
            throw ReplayError("more than 2^62 tokens in all; expected the counts of real calls")
        }
        let ids = partial.names.map { $0.isEmpty ? NameID.none : names.intern($0) }
        for (kind, totals) in partial.totals {
            kinds[kind.renamed(ids), default: CallTotals()] += totals
        }
        for (index, entries) in partial.groups.enumerated() {
            let dimensions = groupings[index].dimensions
            for entry in entries {
                let values = zip(dimensions, entry.values).map { dimension, value in
                    dimension.isName ? ids[Int(value)].rawValue : value
                }
                let key = GroupKey(grouping: index, values: values)
                groups[key, default: [:]][entry.kind.renamed(ids), default: CallTotals()] +=
                    entry.totals
            }
        }
        operationIDs.formUnion(partial.operations)
        callsWithoutOperation += partial.callsWithoutOperation
        if let time = partial.first { first = min(first ?? time, time) }
        if let time = partial.last { last = max(last ?? time, time) }
    }
}

extension CallKind {
    /// The same kind with the ids of another name table.
    fileprivate func renamed(_ ids: [NameID]) -> CallKind {
        var renamed = self
        renamed.model = ids[Int(model.rawValue)]
        renamed.servedModel = ids[Int(servedModel.rawValue)]
        renamed.serviceTier = ids[Int(serviceTier.rawValue)]
        return renamed
    }
}

extension GroupDimension {
    /// Whether its values are names.
    var isName: Bool {
        switch self {
        case .day, .hour: false
        case .model, .servedModel, .user, .team, .session, .tag: true
        }
    }
}
