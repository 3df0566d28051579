import CColumns

/// Decides blocks of requests under one policy.
///
/// A worker has its own, since it keeps scratch columns and the results of tests on names. All
/// blocks given to it must share one numbering of names.
public final class PolicyEvaluator {
    /// Few enough rows for the scratch columns to stay in the first-level cache.
    private static let rowsAtOnce = 4096

    private let program: PolicyProgram
    private var names: [NameTruths]
    private let choosers: [RouteChooser]
    private let scratch: UnsafeMutablePointer<UInt8>

    init(_ program: PolicyProgram) {
        self.program = program
        names = program.lookups.map(NameTruths.init)
        choosers = program.rules.compactMap(RouteChooser.init)
        scratch = .allocate(capacity: program.stackDepth * Self.rowsAtOnce)
    }

    deinit { scratch.deallocate() }

    /// Writes one raw `Verdict` a row.
    ///
    /// Takes time proportional to rows × conditions, and allocates only when it meets new names.
    ///
    /// - Parameters:
    ///   - columns: The requests.
    ///   - verdicts: Room for as many verdicts as there are rows.
    public func decide(
        _ columns: some FeatureColumns, into verdicts: UnsafeMutablePointer<UInt16>
    ) {
        prepare(for: columns)
        for start in stride(from: 0, to: columns.rows, by: Self.rowsAtOnce) {
            let rows = start..<min(start + Self.rowsAtOnce, columns.rows)
            // The first rule wins, so it writes last.
            for rule in program.rules.indices.reversed() {
                settle(rule, columns, rows, in: verdicts + start)
            }
            for chooser in choosers { chooser.choose(columns, rows, in: verdicts + start) }
            markUnnamed(columns, rows, in: verdicts + start)
        }
    }

    /// The truth of the first rule's condition for the first row.
    func truth(in columns: some FeatureColumns) -> Truth {
        var truth: UInt8 = 0
        writeTruths(of: SingleRow(block: columns, row: 0), into: &truth)
        return Truth(rawValue: truth)
    }

    /// Writes the truth of the first rule's condition for each row.
    func writeTruths(of columns: some FeatureColumns, into truths: UnsafeMutablePointer<UInt8>) {
        guard let steps = program.rules[0].steps else {
            return truths.update(repeating: Truth.true.rawValue, count: columns.rows)
        }
        prepare(for: columns)
        for start in stride(from: 0, to: columns.rows, by: Self.rowsAtOnce) {
            let rows = start..<min(start + Self.rowsAtOnce, columns.rows)
            run(steps, columns, rows)
            (truths + start).update(from: scratch, count: rows.count)
        }
    }

    private func prepare(for columns: some FeatureColumns) {
        for index in names.indices { names[index].grow(to: columns.nameCount) }
    }

    private func settle(
        _ index: Int, _ columns: some FeatureColumns, _ rows: Range<Int>,
        in verdicts: UnsafeMutablePointer<UInt16>
    ) {
        let rule = program.rules[index]
        if let steps = rule.steps {
            run(steps, columns, rows)
            tg_settle(scratch, rule.outcome, rows.count, verdicts)
        } else {
            verdicts.update(repeating: rule.outcome, count: rows.count)
        }
    }

    private func markUnnamed(
        _ columns: some FeatureColumns, _ rows: Range<Int>,
        in verdicts: UnsafeMutablePointer<UInt16>
    ) {
        guard !program.outcomesNeedingModel.isEmpty else { return }
        let models = columns.names(.model) + rows.lowerBound
        for outcome in program.outcomesNeedingModel {
            tg_mark_unnamed(models, outcome, rows.count, verdicts)
        }
    }

    /// Leaves the truths of a condition in the first scratch column.
    private func run(
        _ steps: [PolicyProgram.Step], _ columns: some FeatureColumns, _ rows: Range<Int>
    ) {
        let count = rows.count
        var free = scratch
        for step in steps {
            switch step {
            case .exceeds(let feature, let bound):
                let numbers = columns.numbers(feature).dropping(rows.lowerBound)
                TruthKernels.exceeds(numbers, bound, count: count, into: free)
                free += count
            case .decided(let feature, let truth):
                let numbers = columns.numbers(feature).dropping(rows.lowerBound)
                // Every number that a record has exceeds -1.
                TruthKernels.exceeds(numbers, -1, count: count, into: free)
                if !truth { tg_negate(free, count) }
                free += count
            case .name(let index):
                names[index].lookUp(in: columns, rows: rows, into: free)
                free += count
            case .flag(let feature):
                free.update(from: columns.truths(feature) + rows.lowerBound, count: count)
                free += count
            case .text(let probe):
                free.update(from: columns.truths(probe) + rows.lowerBound, count: count)
                free += count
            case .not:
                tg_negate(free - count, count)
            case .and:
                free -= count
                tg_conjoin(free - count, free, count)
            case .or:
                free -= count
                tg_disjoin(free - count, free, count)
            }
        }
    }
}
