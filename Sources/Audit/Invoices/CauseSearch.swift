import Pricing

/// Looks for what may have led to a model's difference: each way in which cost tools go wrong gives
/// another amount, and those that come nearer to the invoice are named, the nearest first.
struct CauseSearch {
    let line: Reconciliation.Line
    /// The same by day.
    let days: [Reconciliation.Line]
    /// The tokens of the calls by the tier that they asked for.
    let usage: [ServiceTier: TokenUsage]
    let prices: PriceSchedule

    /// A line of an invoice is off by up to this where it was rounded: half a cent.
    private static let rounding = Money(attos: 5_000_000_000_000_000)
    private static let shown = 5

    var causes: [DifferenceCause] {
        guard let computed = line.computed else { return [notInLog] }
        guard line.invoiced != nil else { return [notInvoiced] }
        guard computed.unpriced == 0 else { return [unpriced(computed.unpriced)] }
        guard let invoiced = line.invoiced?.amount, let difference = line.difference,
            difference != .zero
        else { return [] }
        if isRounded {
            return [
                DifferenceCause(
                    "rounding: half a cent or less a line", amount: invoiced, gap: .zero)
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

    private func unpriced(_ requests: UInt64) -> DifferenceCause {
        DifferenceCause(
            "calls without a price here, \(requests) of them: price them, then look again")
    }

    /// Whether each day is off by no more than its rounding.
    private var isRounded: Bool {
        let differences = days.map { $0.difference?.size }
        return differences.allSatisfy { $0.map { $0 <= Self.rounding } ?? false }
    }

    private func candidates(
        _ computed: Reconciliation.Computed, _ invoiced: Money
    ) -> [(String, Money)] {
        let cost = computed.cost
        let thousandfold = cost.attos.multipliedReportingOverflow(by: 1000)
        return missingCalls(computed) + meters(cost) + tiers + [
            ("calls counted twice on the invoice's side", cost + cost),
            (
                "calls counted twice in the log: duplicates, see --dedupe",
                Money(attos: cost.attos / 2)
            ),
            (
                "a factor of 1,000: a price per 1M tokens taken for one per 1K",
                Money(attos: cost.attos / 1000)
            ),
        ]
            + (thousandfold.overflow
                ? []
                : [
                    (
                        "a factor of 1,000: a price per 1K tokens taken for one per 1M",
                        Money(attos: thousandfold.partialValue)
                    )
                ]) + constantFactor(cost, invoiced)
    }

    /// The kinds of token billed otherwise, what goes wrong most often first.
    private func meters(_ cost: Money) -> [(String, Money)] {
        let changes: [(String, (inout TokenUsage) -> Void)] = [
            (
                "cached input billed at the full input price",
                { (usage: inout TokenUsage) in
                    usage.input += usage.cacheRead
                    usage.cacheRead = 0
                }
            ),
            ("cached input counted twice", { $0.input += $0.cacheRead }),
            ("cached input not billed", { $0.cacheRead = 0 }),
            (
                "cache writes billed as kept for an hour",
                {
                    $0.cacheWrite1h += $0.cacheWrite5m
                    $0.cacheWrite5m = 0
                }
            ),
            (
                "cache writes billed at the input price",
                {
                    $0.input += $0.cacheWrite5m + $0.cacheWrite1h
                    ($0.cacheWrite5m, $0.cacheWrite1h) = (0, 0)
                }
            ),
            ("reasoning billed twice", { $0.output += $0.reasoning }),
            (
                "reasoning not billed",
                {
                    $0.output -= $0.reasoning
                    $0.reasoning = 0
                }
            ),
            (
                "input billed at the output price",
                {
                    $0.output += $0.input
                    $0.input = 0
                }
            ),
        ]
        return changes.compactMap { text, change in
            var amount = cost
            for (tier, usage) in usage {
                var changed = usage
                change(&changed)
                guard let before = quote(usage, in: tier), let after = quote(changed, in: tier)
                else { return nil }
                amount += after - before
            }
            return amount == cost ? nil : (text, amount)
        }
    }

    /// All calls in one tier.
    private var tiers: [(String, Money)] {
        guard let model = line.model.flatMap(prices.model) else { return [] }
        return Set(model.scopes.map(\.tier)).sorted().compactMap { tier in
            let amounts = usage.values.map { quote($0, in: tier) }
            guard !amounts.contains(nil) else { return nil }
            return (
                "all calls billed in the tier \(tier), without context bands",
                amounts.compactMap { $0 }.reduce(.zero, +)
            )
        }
    }

    /// By the latest list, whatever the hour.
    private func quote(_ usage: TokenUsage, in tier: ServiceTier) -> Money? {
        prices.quote(
            model: line.model, usage: usage,
            in: PriceClass(serviceTier: tier, totalInput: 0, moment: nil)
        ).total
    }

    /// Calls that the log lacks or has too many of, by what the invoice counts; where the tokens
    /// are the same, calls that used none make no difference.
    private func missingCalls(_ computed: Reconciliation.Computed) -> [(String, Money)] {
        let usage = computed.usage
        let input = (usage.totalInput, line.invoiced?.inputTokens)
        let output = (usage.output, line.invoiced?.outputTokens)
        if input.0 == input.1 && output.0 == output.1 { return [] }
        let pairs: [(String, UInt64, UInt64?)] = [
            ("requests", computed.requests, line.invoiced?.requests),
            ("input tokens", input.0, input.1), ("output tokens", output.0, output.1),
        ]
        return pairs.compactMap { name, own, theirs in
            guard let theirs, own > 0, theirs != own, theirs / own < 1000 else { return nil }
            let side =
                theirs > own ? "the log lacks calls" : "the log has calls that were not billed"
            return (
                "\(side): \(own) \(name) there, \(theirs) on the invoice",
                computed.cost.times(theirs, over: own)
            )
        }
    }

    /// A discount, a tax or another unit: every day is off in the same proportion, within half a
    /// per cent.
    private func constantFactor(_ cost: Money, _ invoiced: Money) -> [(String, Money)] {
        guard days.count > 1, cost > .zero,
            let whole = Fraction(invoiced).share(of: Fraction(cost)),
            days.allSatisfy({ day in
                guard let amount = day.invoiced?.amount, let own = day.computed?.cost,
                    let ratio = Fraction(amount).share(of: Fraction(own)),
                    let distance = try? ratio.distance(to: whole),
                    let bound = try? whole.times(Fraction(1, over: 200))
                else { return false }
                return distance <= bound
            })
        else { return [] }
        let percent = (try? whole.times(Fraction(100)).shortText()) ?? whole.text()
        return [
            (
                "a constant factor: each day is about \(percent) % of what was computed, as by a "
                    + "discount, a tax or another price",
                invoiced
            )
        ]
    }
}

extension Fraction {
    /// The quotient; nil over zero or beyond calculation.
    fileprivate func share(of whole: Fraction) -> Fraction? { try? divided(by: whole) }
}
