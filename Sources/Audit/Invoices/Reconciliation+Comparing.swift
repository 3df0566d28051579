import Calls
import Pricing
public import Replay

extension Reconciliation {
    /// The groups that a replay has to make.
    public static let grouping = "model,day"

    /// Compares a replay with an invoice.
    ///
    /// Days outside the invoice's are left out on the log's side, and named.
    ///
    /// - Parameters:
    ///   - result: A replay at the models that answered, with groups by ``grouping`` in UTC.
    ///   - invoice: The invoice.
    /// - Throws: ``AuditError`` where the two can't be compared.
    public init(of result: ReplayResult, with invoice: Invoice) throws(AuditError) {
        if let billed = invoice.currency, billed != result.prices.currency {
            throw AuditError(
                "the invoice is in \(billed) and the price table \(result.prices.name) in "
                    + "\(result.prices.currency); give prices in one currency")
        }
        let log = Self.byDayAndModel(result, tellsModels: invoice.tellsModels)
        let billed = Self.byDayAndModel(invoice, result.prices)
        let covered = log.filter { key, _ in invoice.days?.contains(key.day) ?? false }
        kind = invoice.kind
        currency = result.prices.currency
        let lines = Set(covered.keys).union(billed.keys).sorted().map { key in
            Line(
                day: key.day, model: key.model?.text, computed: covered[key],
                invoiced: billed[key])
        }
        let names = Set(lines.map { $0.model.exact })
        let usage = Self.usage(result, isWhole: covered.count == log.count)
        models = names.map { name in
            let own = lines.filter { $0.model.exact == name }
            let line = Self.sum(own, model: own.first?.model)
            return Model(
                line: line,
                causes: CauseSearch(
                    line: line, days: own,
                    usage: usage[name] ?? [.standard: line.computed?.usage ?? .zero],
                    prices: result.prices
                ).causes)
        }.sorted { one, other in
            let sizes = (one.line.difference?.size, other.line.difference?.size)
            if sizes.0 != sizes.1 { return (sizes.1 ?? .zero) < (sizes.0 ?? .zero) }
            return one.line.model.exact < other.line.model.exact
        }
        self.lines = lines
        total = Self.sum(lines, model: nil)
        notes = Self.notes(result, invoice, left: log.count - covered.count, lines)
    }

    /// Tokens by model and tier, where all calls of the log are compared; else none.
    private static func usage(
        _ result: ReplayResult, isWhole: Bool
    ) -> [ExactText: [ServiceTier: TokenUsage]] {
        guard isWhole else { return [:] }
        return result.asRequested.items.reduce(into: [:]) { models, item in
            let model = (result.prices.model(item.key.model.text)?.id ?? item.key.model.text).exact
            models[model, default: [:]][item.key.tier, default: .zero].add(
                item.tokens, of: item.key.meter)
        }
    }

    private struct Key: Hashable, Comparable {
        let day: String
        let model: ExactText?

        static func < (left: Key, right: Key) -> Bool {
            (left.day.exact, left.model?.text.exact ?? "".exact)
                < (right.day.exact, right.model?.text.exact ?? "".exact)
        }
    }

    private static func byDayAndModel(
        _ result: ReplayResult, tellsModels: Bool
    ) -> [Key: Computed] {
        result.groups.reduce(into: [:]) { sides, group in
            let model = group.by[0].value.map { result.prices.model($0)?.id ?? $0 }
            let key = Key(day: group.by[1].value ?? "", model: tellsModels ? model?.exact : nil)
            var computed = sides[key] ?? Computed()
            computed.requests += group.requests
            computed.usage += group.usage
            computed.cost += group.asRequested.total
            computed.unpriced += group.asRequested.unpricedRequests
            // Logs record costs in USD.
            if result.prices.currency == .usd { computed.recorded += group.recorded }
            sides[key] = computed
        }
    }

    /// Names that the prices know as one model are one.
    private static func byDayAndModel(
        _ invoice: Invoice, _ prices: PriceSchedule
    ) -> [Key: Invoice.Charge] {
        invoice.lines.reduce(into: [:]) { sides, line in
            let model = line.model.map { prices.model($0)?.id ?? $0 }
            sides[Key(day: line.day, model: model?.exact), default: Invoice.Charge()] +=
                line.charge
        }
    }

    private static func sum(_ lines: [Line], model: String?) -> Line {
        let computed = lines.compactMap(\.computed)
        let invoiced = lines.compactMap(\.invoiced)
        return Line(
            day: nil, model: model,
            computed: computed.isEmpty
                ? nil
                : computed.reduce(into: Computed()) { sum, part in
                    sum.requests += part.requests
                    sum.usage += part.usage
                    sum.cost += part.cost
                    sum.unpriced += part.unpriced
                    sum.recorded += part.recorded
                },
            invoiced: invoiced.isEmpty
                ? nil : invoiced.reduce(into: Invoice.Charge()) { $0 += $1 })
    }

    private static func notes(
        _ result: ReplayResult, _ invoice: Invoice, left: Int, _ lines: [Line]
    ) -> [String] {
        let days = invoice.days.map {
            "the invoice (\(invoice.kind)) covers \($0.lowerBound) to \($0.upperBound), days in UTC"
        }
        let outside =
            left > 0 ? "calls of the log on other days are left out" : nil
        let missing =
            lines.contains { $0.computed == nil }
            ? "where the log has no calls for an entry, the whole amount is the difference" : nil
        let cut =
            Self.areCutElsewhere(lines)
            ? "days differ and their sum hardly does: the invoice may cut them in another zone"
            : nil
        return [days, outside, missing, cut].compactMap { $0 } + result.assumptions
    }
}

extension Reconciliation {
    /// Whether the differences of days are large and nearly cancel.
    private static func areCutElsewhere(_ lines: [Line]) -> Bool {
        let byDay = Dictionary(grouping: lines, by: \.day).values
        let differences = byDay.map { lines in lines.compactMap(\.difference).reduce(.zero, +) }
        let sizes = differences.map(\.size).reduce(.zero, +)
        let sum = differences.reduce(.zero, +).size
        return differences.count > 1 && sizes > .zero && sum.attos < sizes.attos / 10
    }
}

extension Money {
    /// The amount without its sign.
    var size: Money { self < .zero ? -self : self }
}

extension TokenUsage {
    /// Adds tokens of one kind.
    fileprivate mutating func add(_ tokens: UInt64, of meter: Meter) {
        switch meter {
        case .input: input += tokens
        case .cacheRead: cacheRead += tokens
        case .cacheWrite5m: cacheWrite5m += tokens
        case .cacheWrite1h: cacheWrite1h += tokens
        case .output: output += tokens
        case .reasoning:
            output += tokens
            reasoning += tokens
        }
    }
}
