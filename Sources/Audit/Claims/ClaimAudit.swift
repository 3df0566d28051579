import Capacity
public import Documents
public import Pricing

/// What a log tells of a number that a claim looks at.
public enum Measurement: Hashable, Sendable {
    /// The number.
    case known(Fraction)
    /// It can't be told from the log, for this reason.
    case incomplete(String)
}

/// What was measured on logs.
public struct LogMeasurements: Sendable {
    /// The names of measurements that do not depend on prices.
    static let counts: Set<String> = [
        "requests", "input_tokens", "output_tokens", "tokens", "recorded",
    ]

    /// The values, by names without the `log.` before them.
    public let values: [String: Measurement]
    /// The SHA-256 of the price table at which costs were measured; nil for several tables.
    public let prices: String?

    /// Measurements.
    public init(values: [String: Measurement], prices: String?) {
        (self.values, self.prices) = (values, prices)
    }
}

/// Recomputes claims.
public struct ClaimAudit {
    private let file: ClaimFile
    private let prices: [String: PriceTable]
    private let logs: LogMeasurements?

    /// An audit.
    ///
    /// - Parameters:
    ///   - file: The claims.
    ///   - prices: Every table of ``ClaimFile/priceTables``, by the name that the file gives it.
    ///   - logs: What was measured on logs; nil where there are none.
    public init(
        _ file: ClaimFile, prices: [String: PriceTable], logs: LogMeasurements? = nil
    ) {
        (self.file, self.prices, self.logs) = (file, prices, logs)
    }

    /// The verdicts.
    ///
    /// - Throws: `DocumentError` where a claim can't be calculated, as for an unknown model.
    public func result() throws(DocumentError) -> AuditResult {
        let claims = try file.claims.map { (claim) throws(DocumentError) in try outcome(of: claim) }
        return AuditResult(
            name: file.name, note: file.note, sha256: file.sha256,
            prices: prices.sorted { $0.key.exact < $1.key.exact }.map {
                ($0.value.name, $0.value.sha256)
            }, claims: claims)
    }

    private func outcome(of claim: Claim) throws(DocumentError) -> ClaimOutcome {
        let name = claim.prices ?? file.prices
        let table = table(name)
        for used in [table] + claim.checks.compactMap(\.prices).map(self.table) {
            for code in claim.currencies.sorted() where code != used.currency.code {
                throw claim.node.error(
                    "has an amount in \(code), where \(used.name) has prices in \(used.currency)")
            }
        }
        let checks = try claim.checks.map { (check) throws(DocumentError) in
            try located(at: check.node) { () throws(AuditError) in
                try self.check(claim, check.prices ?? name).outcome(of: check.statement)
            }
        }
        let exhibits = try located(at: claim.node) { () throws(AuditError) in
            try check(claim, name).exhibits()
        }
        let mix = try located(at: claim.node) { () throws(AuditError) in
            try claim.mix.map { (mix) throws(AuditError) in try finding(mix, claim, table) }
        }
        let systems = claim.spike.map(findings)
        let open: [Verdict] = claim.mix == nil && claim.spike == nil ? [] : [.undecidable]
        return ClaimOutcome(
            text: claim.text, verdict: Verdict(of: checks.map(\.verdict) + open),
            prices: table.name, provided: claim.provided, checks: checks, exhibits: exhibits,
            mix: mix, systems: systems)
    }

    private func table(_ name: String) -> PriceTable {
        guard let table = prices[name] else {
            preconditionFailure("the price table \(name) was not handed over")
        }
        return table
    }

    private func check(_ claim: Claim, _ name: String) -> StatementCheck {
        StatementCheck(
            claim: claim, prices: table(name), others: others(than: name), logs: logs)
    }

    /// The other tables of the file, in whose prices a wrong number may have its cause.
    private func others(than name: String) -> [PriceTable] {
        prices.filter { $0.key != name }.sorted { $0.key.exact < $1.key.exact }.map(\.value)
    }

    private func finding(
        _ mix: Claim.Mix, _ claim: Claim, _ table: PriceTable
    ) throws(AuditError) -> MixFinding {
        guard mix.tokens.denominator == 1, let tokens = UInt64(exactly: mix.tokens.numerator) else {
            throw AuditError("mix.tokens is no number of tokens")
        }
        guard let bill = mix.bill.money else {
            throw AuditError("mix.bill is no amount that can be held")
        }
        var share: Fraction?
        if case .known(let value) = claim.values[Formula.inputShare] { share = value }
        let question = try MixQuestion(
            tokens: tokens, bill: bill, parts: mix.parts,
            models: mix.models ?? table.models.map(\.id), prices: table, inputShare: share)
        return MixFinding(question: question, answer: try question.answer())
    }

    /// From 16 servers on an arrival at base load hardly ever waits, so that the latencies do not
    /// tell such systems apart.
    private static let servers = [1, 2, 4, 8]

    private func findings(_ spike: Claim.Spike) -> [SystemFinding] {
        spike.multipliers.map(\.approximation).flatMap { multiplier in
            Self.servers.compactMap { servers in
                SpikeFit(
                    base: spike.base.approximation, spike: spike.spike.approximation,
                    multiplier: multiplier, servers: servers)
            }
        }.map { fit in
            SystemFinding(
                multiplier: fit.multiplier, servers: fit.servers, serviceTime: fit.serviceTime,
                busyAtBase: fit.utilisation.base, busyInSpike: fit.utilisation.spike,
                saturation: fit.saturation)
        }
    }

    private func located<Value>(
        at node: Node, _ body: () throws(AuditError) -> Value
    ) throws(DocumentError) -> Value {
        do {
            return try body()
        } catch {
            throw node.error("can't be calculated: \(error)")
        }
    }
}

extension Fraction {
    /// For what is not money.
    var approximation: Double { Double(numerator) / Double(denominator) }

    /// The amount, if it needs no more digits than money has.
    var money: Money? {
        guard let attos = try? times(Fraction(powerOfTen(Money.scale))), attos.denominator == 1
        else { return nil }
        return Money(attos: attos.numerator)
    }
}
