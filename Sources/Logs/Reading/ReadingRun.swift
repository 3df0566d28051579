import Calls

/// What the workers of one run share.
struct ReadingRun: Sendable {
    private let inputs: [LogInput]
    private let demand: Demand
    private let options: ReadingOptions
    private let feed: ChunkFeed
    private let order = ChunkOrder()
    private let seen: SeenRecords?
    let ledger: LineLedger

    init(_ inputs: [LogInput], _ demand: Demand, _ options: ReadingOptions) {
        self.inputs = inputs
        self.options = options
        var demand = options.assumptions.widened(demand)
        if options.removesDuplicates { demand.fields.insert(.id) }
        self.demand = demand
        feed = ChunkFeed(inputs, options: options)
        seen = options.removesDuplicates ? SeenRecords(order: order) : nil
        ledger = LineLedger(inputs: inputs, rejects: options.rejects)
    }

    /// What one worker does until nothing is left.
    func work<Consumer: BlockConsumer>(_ consumer: Consumer) -> WorkerOutcome<Consumer.Partial> {
        let desk = ReadingDesk(
            demand: demand, options: options, seen: seen, consume: consumer.consume)
        let worker = ChunkWorker(desk)
        let buffer = ChunkBuffer(capacity: ChunkFeed.target)
        var account = WorkerAccount()
        var failure: LogError?
        do throws(LogError) {
            while let chunk = try feed.next(into: buffer) {
                account.shapes[chunk.input] = chunk.shape
                let finding = worker.read(chunk, in: buffer)
                ledger.settle(finding, ordinal: chunk.ordinal)
                if seen != nil { order.finish(chunk.ordinal) }
                if finding.fault != nil || ledger.failure != nil { feed.stop(at: chunk.ordinal) }
            }
        } catch {
            failure = error
        }
        account.assumptionUses = desk.assumptionUses
        account.findings = desk.findings
        account.passedOver = worker.passedOver
        return WorkerOutcome(
            partial: consumer.partial(), account: account,
            pieces: HeldPieces(byFormat: worker.pieces, names: desk.names.all), failure: failure)
    }

    /// Makes calls of the pieces that all workers held back, and feeds them to one more consumer.
    func join<Consumer: BlockConsumer>(
        _ joining: inout Joining, _ consumer: Consumer
    ) throws(LogError) -> WorkerOutcome<Consumer.Partial> {
        let desk = ReadingDesk(demand: demand, options: options, consume: consumer.consume)
        let calls = joining.calls(naming: desk.names)
        for (index, call) in calls.enumerated() {
            var draft = call.draft
            draft.record.line = UInt32(index)
            if call.place.chunk != desk.chunk { try flush(desk, calls) }
            desk.chunk = call.place.chunk
            do throws(BadLine) {
                try desk.add(&draft, requiresModel: false)
            } catch {
                throw LogError("\(ledger.location(of: call.place)): \(error.message)")
            }
            if desk.block.isFull { try flush(desk, calls) }
        }
        try flush(desk, calls)
        var account = WorkerAccount()
        account.assumptionUses = desk.assumptionUses
        return WorkerOutcome(
            partial: consumer.partial(), account: account, pieces: HeldPieces(), failure: nil)
    }

    private func flush(_ desk: ReadingDesk, _ calls: [CallPiece]) throws(LogError) {
        var finding = LineLedger.Finding(input: 0)
        desk.flush(&finding)
        guard let fault = finding.fault else { return }
        throw LogError("\(ledger.location(of: calls[fault.line].place)): \(fault.message)")
    }

    /// What was read, for the report.
    func summary(_ accounts: [WorkerAccount], _ joining: Joining) -> SourceSummary {
        let shapes = shapes(accounts)
        var formats: [String] = []
        for (_, shape) in shapes {
            let format = shape.format.rawValue
            let name = options.mapping.map { "\(format)/\($0.name)" } ?? format
            if !formats.contains(name) { formats.append(name) }
        }
        return SourceSummary(
            files: inputs.map(\.name), formats: formats, skipped: ledger.skipped,
            removed: passedOver(accounts) + joining.removed + duplicates,
            assumptions: assumptions(accounts, joining),
            notes: ledger.advice + MissingColumns(shapes).notes + joining.notes + differing
                + undecidable + unmet(accounts))
    }

    /// How the inputs are written, in their order; those without a record are left out.
    private func shapes(_ accounts: [WorkerAccount]) -> [(file: String, shape: LogShape)] {
        let byInput = accounts.reduce(into: [:]) { $0.merge($1.shapes) { first, _ in first } }
        return byInput.sorted { $0.key < $1.key }.map { (inputs[$0.key].name, $0.value) }
    }

    /// What all workers read that is no call, by reason.
    private func passedOver(_ accounts: [WorkerAccount]) -> [RemovedRecords] {
        var all: [RemovedRecords] = []
        for format in LogFormat.allCases {
            for records in accounts.flatMap({ $0.passedOver[format] ?? [] }) {
                if let known = all.firstIndex(where: { $0.reason == records.reason }) {
                    all[known].records += records.records
                } else {
                    all.append(records)
                }
            }
        }
        return all.filter { $0.records > 0 }
    }

    private func assumptions(
        _ accounts: [WorkerAccount], _ joining: Joining
    ) -> [AppliedAssumption] {
        let filled = options.assumptions.entries.enumerated().map { index, entry in
            AppliedAssumption(
                text: entry.text, records: accounts.reduce(0) { $0 + $1.assumptionUses[index] })
        }
        guard options.assumptions.sharesPrefixes else { return filled }
        return filled + [
            AppliedAssumption(
                text: Assumptions.sharedPrefixes, records: joining.sharedPrefixes)
        ]
    }

    /// Places of the mapping at which no record had anything: most likely misspelt.
    private func unmet(_ accounts: [WorkerAccount]) -> [String] {
        guard let mapping = options.mapping else { return [] }
        let findings = accounts.flatMap(\.findings)
        let met = Set(findings.filter(\.isFound).map(\.label))
        guard !met.isEmpty, let all = accounts.lazy.map(\.findings).first(where: { !$0.isEmpty })
        else { return [] }
        return all.map(\.label).filter { !met.contains($0) }.map {
            "mapping \(mapping.name): no record has a value for \($0)"
        }
    }

    private var duplicates: [RemovedRecords] {
        guard let seen, seen.duplicates > 0 else { return [] }
        return [
            RemovedRecords(reason: "repeats a record with the same id", records: seen.duplicates)
        ]
    }

    private var differing: [String] {
        guard let seen, seen.differing > 0 else { return [] }
        return [
            "records that repeat an id but tell other usage than the first, which alone counts: "
                + "\(seen.differing)"
        ]
    }

    private var undecidable: [String] {
        guard let seen, seen.withoutID > 0 else { return [] }
        return ["records without an id, whose repetition can't be told: \(seen.withoutID)"]
    }
}

/// What a worker gives when nothing is left.
struct WorkerOutcome<Partial: Sendable>: Sendable {
    let partial: Partial
    let account: WorkerAccount
    private(set) var pieces: HeldPieces
    let failure: LogError?

    /// Hands the pieces over and keeps none.
    mutating func takePieces() -> HeldPieces {
        defer { pieces = HeldPieces() }
        return pieces
    }
}

/// What a worker has to tell about its reading.
struct WorkerAccount: Sendable {
    /// How the inputs are written of which it had a part.
    var shapes: [Int: LogShape] = [:]
    var assumptionUses: [Int] = []
    /// What a mapping leads to, and whether the worker met it.
    var findings: [(label: String, isFound: Bool)] = []
    /// Records that were read but are no calls, by format and reason.
    var passedOver: [LogFormat: [RemovedRecords]] = [:]
}
