import Calls
import Pricing
import Routing

/// Decides the calls of one worker and adds them up by kind.
final class ReplayAccumulator: BlockConsumer {
    private let plan: ReplayPlan
    private let textColumns: [TextProbe: Int]
    private let evaluators: [PolicyEvaluator]
    private var facts: CallFacts
    /// One a policy: what was known of a call before, and what was decided.
    private var decisions: [PairTable]
    private var totals: [CallTotals] = []
    private var groups: [GroupAccumulator] = []
    private var latencies: LatencyAccumulator?
    private let ranking: RequestRanking?
    private var names: NameTable?
    private var operations: Set<OperationID> = []
    private var callsWithoutOperation: UInt64 = 0
    private var tokens: UInt64 = 0
    private var first = Int64.max
    private var last = Int64.min
    private var scratch: Scratch?
    private let ordering: Ordering
    private var held: [HeldCalls] = []

    init(_ plan: ReplayPlan) {
        self.plan = plan
        ordering = plan.ordering
        textColumns = plan.textColumns
        evaluators = plan.selectors.map { $0.makeEvaluator() }
        ranking = plan.dearestRequests.map { RequestRanking(plan, limit: $0) }
        facts = CallFacts(plan)
        decisions = plan.selectors.map { _ in PairTable() }
    }

    /// Columns that live as long as the accumulator.
    private struct Scratch {
        let values: RowBuffer<UInt32>
        let verdicts: RowBuffer<UInt16>
        /// By policy.
        let derived: [DerivedColumns]

        init(_ policies: [Policy], rows: Int) {
            (values, verdicts) = (RowBuffer(rows: rows), RowBuffer(rows: rows))
            derived = policies.map {
                DerivedColumns($0.features, clock: LocalClock(of: $0), rows: rows)
            }
        }
    }

    func consume(_ block: CallBlock) throws(RowFault) {
        let scratch = prepare(for: block)
        let kinds = facts.combine(block)
        try combineDecisions(of: block, kinds, scratch)
        if ordering.needsSessions { try requireSessions(of: block) }
        tokens = block.tokens(addedTo: tokens)
        // Nothing more is added up then: the merging of the partials refuses the run.
        guard tokens < Bounds.tokensPerRun else { return }
        addUp(block, kinds)
        if ordering.holdsCalls { hold(block, kinds) }
        noteTimes(of: block)
        noteOperations(of: block)
        latencies?.add(block)
        ranking?.add(block, kinds: kinds, count: totals.count, kind: kind)
    }

    private func prepare(for block: CallBlock) -> Scratch {
        if let scratch { return scratch }
        let made = Scratch(plan.selectors.map(\.policy), rows: block.capacity)
        scratch = made
        names = block.names
        latencies = plan.measuresLatency ? LatencyAccumulator(rows: block.capacity) : nil
        groups = plan.allGroupings.enumerated().map { index, grouping in
            let clock = index < plan.groupings.count ? plan.clock : .utc
            return GroupAccumulator(grouping, clock: clock, rows: block.capacity)
        }
        return made
    }

    /// Adds each policy's decision to the id of each row.
    private func combineDecisions(
        of block: CallBlock, _ kinds: UnsafeMutablePointer<UInt32>, _ scratch: Scratch
    ) throws(RowFault) {
        var first: RowFault?
        for (index, evaluator) in evaluators.enumerated() {
            scratch.derived[index].fill(from: block)
            let features = BlockFeatures(
                block: block, textColumns: textColumns, derived: scratch.derived[index])
            evaluator.decide(features, into: scratch.verdicts.base)
            let fault = fault(in: scratch.verdicts.base, policy: index, features)
            if let fault, fault.row < first?.row ?? .max { first = fault }
            for row in 0..<block.count {
                scratch.values.base[row] = UInt32(scratch.verdicts.base[row])
            }
            decisions[index].combine(kinds, with: scratch.values.base, count: block.count)
        }
        if let first { throw first }
    }

    /// The first row for which the policy's decision is unknown.
    private func fault(
        in verdicts: UnsafePointer<UInt16>, policy: Int, _ features: BlockFeatures
    ) -> RowFault? {
        var all: UInt16 = 0
        for row in 0..<features.rows { all |= verdicts[row] }
        guard Verdict(rawValue: all).isUnknown else { return nil }
        let row = (0..<features.rows).first { Verdict(rawValue: verdicts[$0]).isUnknown }
        return row.map {
            fault($0, Verdict(rawValue: verdicts[$0]), policy: policy, features)
        }
    }

    private func fault(
        _ row: Int, _ verdict: Verdict, policy: Int, _ features: BlockFeatures
    ) -> RowFault {
        UndecidedCall(row: row, verdict, plan.selectors[policy], features).fault
    }

    private func addUp(_ block: CallBlock, _ kinds: UnsafePointer<UInt32>) {
        let known = decisions.last?.pairs.count ?? facts.count
        while totals.count < known { totals.append(CallTotals()) }
        totals.withUnsafeMutableBufferPointer { totals in
            for row in 0..<block.count {
                totals[Int(kinds[row])] += Self.totals(block, row)
            }
        }
        for group in groups {
            group.add(block, kinds: kinds) { Self.totals(block, $0) }
        }
    }

    @inline(__always)
    private static func totals(_ block: CallBlock, _ row: Int) -> CallTotals {
        CallTotals(
            requests: 1, usage: block.usage[row],
            recorded: Money(attos: block.recordedCost[row]))
    }

    private func hold(_ block: CallBlock, _ kinds: UnsafePointer<UInt32>) {
        let rows = (0..<block.count).filter {
            ordering.takesAllCalls || block.operation[$0] != .none
        }
        guard !rows.isEmpty else { return }
        held.append(
            HeldCalls(
                rows, of: block, ordering, kinds: kinds,
                entries: groups.map { UnsafePointer($0.ids) }))
    }

    /// A call with cache reads must tell its session where these depend on it.
    private func requireSessions(of block: CallBlock) throws(RowFault) {
        let row = (0..<block.count).first {
            block.session[$0] == .none && block.usage[$0].cacheRead > 0
        }
        guard let row else { return }
        throw RowFault(
            row: row,
            message: "--assume cache=session needs session, which this record with cached tokens "
                + "lacks and no assumption supplies; add --assume session=… or take cache=lost")
    }

    private func noteTimes(of block: CallBlock) {
        var (earliest, latest) = (first, last)
        for row in 0..<block.count {
            earliest = min(earliest, block.time[row])
            latest = max(latest, block.time[row])
        }
        (first, last) = (earliest, latest)
    }

    private func noteOperations(of block: CallBlock) {
        var without: UInt64 = 0
        for row in 0..<block.count {
            let operation = block.operation[row]
            if operation == .none { without += 1 } else { operations.insert(operation) }
        }
        callsWithoutOperation += without
    }

    func partial() -> ReplayPartial {
        var partial = ReplayPartial(groupings: plan.allGroupings.count)
        partial.operations = operations
        partial.callsWithoutOperation = callsWithoutOperation
        partial.tokens = tokens
        partial.latencies = latencies?.partial ?? []
        guard first <= last else { return partial }
        partial.first = Timestamp(nanoseconds: first)
        partial.last = Timestamp(nanoseconds: last)
        partial.names = (0..<(names?.count ?? 0)).map {
            names?.name(NameID(rawValue: UInt32($0))) ?? ""
        }
        partial.kinds = totals.indices.map { kind(UInt32($0)) }
        partial.totals = totals
        partial.requests = ranking?.ranked ?? []
        partial.groups = groups.map { $0.entries() }
        partial.held = held
        return partial
    }

    /// Takes the chain of pairs apart, from the last decision back to the facts.
    private func kind(_ id: UInt32) -> CallKind {
        var outcomes: [UInt16] = []
        var id = id
        for table in decisions.reversed() {
            outcomes.append(UInt16(table.pairs[Int(id)].right))
            id = table.pairs[Int(id)].left
        }
        return facts.kind(id, outcomes: outcomes.reversed())
    }
}
