import Pricing

/// Looks for what may have led to a model's difference: each way in which cost tools go wrong gives
/// another amount, and those that come nearer to the invoice are named, the nearest first.
struct CauseSearch {
    let line: Reconciliation.Line
    let prices: PriceSchedule

    /// Differences up to this are rounding: half a cent.
    private static let rounding = Money(attos: 5_000_000_000_000_000)
    private static let shown = 5

    var causes: [DifferenceCause] {
        guard let computed = line.computed else { return [notInLog] }
        guard line.invoiced != nil else { return [notInvoiced] }
        guard let invoiced = line.invoiced?.amount, let difference = line.difference else {
            return []
        }
        if difference == .zero { return [] }
        if difference.size <= Self.rounding {
            return [
                DifferenceCause(
                    "rounding: the difference is half a cent or less", amount: invoiced, gap: .zero)
            ]
        }
        // A cause that leaves more than half of the difference explains little.
        let half = Money(attos: difference.size.attos / 2)
        let found = candidates(computed, invoiced).enumerated().map { order, candidate in
            (order, candidate.0, amount: candidate.1, gap: (invoiced - candidate.1).size)
        }.filter { $0.gap <= half }
        return found.sorted { ($0.gap, $0.0) < ($1.gap, $1.0) }.prefix(Self.shown).map {
            DifferenceCause($0.1, amount: $0.amount, gap: $0.gap)
        }
    }

    private var notInLog: DifferenceCause {
        DifferenceCause("the log has no such calls: they were not logged, or are named otherwise")
    }

    private var notInvoiced: DifferenceCause {
        DifferenceCause(
            "the invoice has no such entry: another provider's, named otherwise, or not billed")
    }

    private func candidates(
        _ computed: Reconciliation.Computed, _ invoiced: Money
    ) -> [(String, Money)] {
        let cost = computed.cost
        return counts(computed) + meters(computed) + [
            ("calls counted twice on the invoice's side", cost + cost),
            (
                "calls counted twice in the log: duplicates, see --dedupe",
                Money(attos: cost.attos / 2)
            ),
            (
                "a factor of 1,000: a price per 1K tokens taken for one per 1M",
                Money(attos: cost.attos * 1000)
            ),
            (
                "a factor of 1,000: a price per 1M tokens taken for one per 1K",
                Money(attos: cost.attos / 1000)
            ),
        ]
    }

    /// The kinds of token billed otherwise, what goes wrong most often first.
    private func meters(_ computed: Reconciliation.Computed) -> [(String, Money)] {
        guard let model = line.model.flatMap(prices.model) else { return [] }
        let usage = computed.usage
        let amount = { (meter: Meter, tier: ServiceTier) -> Money? in
            rate(of: meter, model, tier).map { $0.amount(of: usage[meter]) }
        }
        func swapping(_ meter: Meter, for other: Meter) -> Money? {
            guard let own = amount(meter, .standard),
                let rate = rate(of: other, model, .standard), usage[meter] > 0
            else { return nil }
            return computed.cost - own + rate.amount(of: usage[meter])
        }
        func adding(_ meter: Meter, at other: Meter, times: Int128) -> Money? {
            guard let rate = rate(of: other, model, .standard), usage[meter] > 0 else { return nil }
            return computed.cost + Money(attos: rate.amount(of: usage[meter]).attos * times)
        }
        var found: [(String, Money?)] = [
            ("cached input billed at the full input price", swapping(.cacheRead, for: .input)),
            ("cached input counted twice", adding(.cacheRead, at: .input, times: 1)),
            ("cached input not billed", adding(.cacheRead, at: .cacheRead, times: -1)),
            (
                "cache writes for an hour billed, where five minutes were computed",
                swapping(.cacheWrite5m, for: .cacheWrite1h)
            ),
            ("cache writes billed at the input price", swapping(.cacheWrite5m, for: .input)),
            ("reasoning billed twice", adding(.reasoning, at: .output, times: 1)),
            ("reasoning not billed", adding(.reasoning, at: .output, times: -1)),
            ("input billed at the output price", swapping(.input, for: .output)),
        ]
        for tier in Set(model.scopes.map(\.tier)).sorted() {
            let amounts = Meter.allCases.map { meter -> Money? in
                usage[meter] == 0 ? .zero : amount(meter, tier) ?? amount(meter, .standard)
            }
            let whole = amounts.contains(nil) ? nil : amounts.compactMap { $0 }.reduce(.zero, +)
            found.append(("all calls billed in the tier \(tier), without context bands", whole))
        }
        return found.compactMap { text, amount in amount.map { (text, $0) } }
    }

    /// The rate of a kind of token, or of what stands in for it.
    private func rate(of meter: Meter, _ model: ModelPrice, _ tier: ServiceTier) -> Rate? {
        let substitute: Meter =
            switch meter {
            case .input, .output: meter
            case .cacheRead, .cacheWrite5m, .cacheWrite1h: .input
            case .reasoning: .output
            }
        return model.rate(of: meter, in: tier) ?? model.rate(of: substitute, in: tier)
    }

    /// Calls that the log lacks or has too many of, by what the invoice counts.
    private func counts(_ computed: Reconciliation.Computed) -> [(String, Money)] {
        let usage = computed.usage
        let pairs: [(String, UInt64, UInt64?)] = [
            ("requests", computed.requests, line.invoiced?.requests),
            ("input tokens", usage.totalInput, line.invoiced?.inputTokens),
            ("output tokens", usage.output, line.invoiced?.outputTokens),
        ]
        return pairs.compactMap { name, own, theirs in
            guard let theirs, own > 0, theirs != own else { return nil }
            let side =
                theirs > own ? "the log lacks calls" : "the log has calls that were not billed"
            return (
                "\(side): \(own) \(name) there, \(theirs) on the invoice",
                computed.cost.times(theirs, over: own)
            )
        }
    }
}
