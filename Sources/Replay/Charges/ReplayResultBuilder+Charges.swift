import Calls
import Pricing

extension ReplayResultBuilder {
    /// The charges of what was billed and of each simulated column; nil where nobody asked.
    func charges(
        _ baselines: [BaselineOutcome], _ policies: [PolicyOutcome]
    ) -> [ChargeColumn]? {
        guard let split = plan.charges else { return nil }
        let billed = ChargeColumn(
            kind: .billed, cost: column(.billed), lines: lines(.billed, split))
        return [billed]
            + baselines.map { outcome in
                ChargeColumn(
                    kind: .baseline(outcome.model), cost: outcome.column,
                    lines: lines(.baseline(outcome.model), split))
            }
            + policies.enumerated().map { index, outcome in
                ChargeColumn(
                    kind: .policy(outcome.name), cost: outcome.column,
                    lines: lines(.policy(index), split))
            }
    }

    private func lines(_ choice: ColumnChoice, _ split: ChargeSplit) -> [ChargeLine] {
        var tokens: [ChargeLine: UInt64] = [:]
        for (key, kinds) in merged.groups where key.grouping == plan.groupings.count {
            let period = period(of: key.values[0], split.period)
            let tags = tags(of: key.values.dropFirst(), split)
            for entry in kinds {
                let kind = merged.kinds[entry.kind]
                guard let model = pricer.model(kind, in: choice) else { continue }
                for charge in pricer.charges(kind, entry.totals.usage, in: choice, self) {
                    let line = ChargeLine(
                        period: period, tags: tags, model: model.exact, tier: pricer.tier(kind),
                        price: charge.price, tokens: 0)
                    tokens[line, default: 0] += charge.tokens
                }
            }
        }
        return tokens.map { line, tokens in
            var line = line
            line.tokens = tokens
            return line
        }.sorted { $0.precedes($1) }
    }

    private func period(of value: UInt32, _ period: ChargeSplit.Period) -> Range<Timestamp> {
        let raw = Int32(bitPattern: value)
        let start =
            period == .hour ? LocalHour(rawValue: raw).start : Int64(raw) * period.seconds
        return Timestamp(seconds: start)..<Timestamp(seconds: start + period.seconds)
    }

    /// What the calls lack is no tag.
    private func tags(of values: ArraySlice<UInt32>, _ split: ChargeSplit) -> [ChargeLine.Tag] {
        zip(split.tags, values).compactMap { dimension, value in
            pricer.name(NameID(rawValue: value)).map {
                ChargeLine.Tag(key: dimension.tagKey.exact, value: $0.exact)
            }
        }
    }
}

extension KindPricer {
    /// The line items of calls of a kind, each with its rate at every stage; none without a price.
    fileprivate func charges(
        _ kind: CallKind, _ usage: TokenUsage, in choice: ColumnChoice,
        _ builder: ReplayResultBuilder
    ) -> [(price: ChargePrice, tokens: UInt64)] {
        guard case .priced(let items) = builder.quote(kind, usage, in: choice) else { return [] }
        var rates = items.map { [PriceStage.charged: $0.rate] }
        for stage in PriceStage.allCases where stage != .charged {
            guard case .priced(let staged) = quote(kind, usage, in: choice, as: View(stage: stage))
            else { preconditionFailure("what is priced is priced at every stage") }
            for (index, item) in staged.enumerated() { rates[index][stage] = item.rate }
        }
        let table = tableIndex(kind)
        return zip(items, rates).map { item, rates in
            let price = ChargePrice(
                table: table, meter: item.meter, ratedAs: item.ratedAs, ratedTier: item.ratedTier,
                ratedBand: item.ratedBand, isOffPeak: item.isOffPeak, rates: rates)
            return (price, item.quantity)
        }
    }
}

extension ChargeLine {
    /// The same order in every run.
    fileprivate func precedes(_ other: ChargeLine) -> Bool {
        if period.lowerBound != other.period.lowerBound {
            return period.lowerBound < other.period.lowerBound
        }
        let (own, others) = (names, other.names)
        if own != others { return own.lexicographicallyPrecedes(others) }
        return price.places.lexicographicallyPrecedes(other.price.places)
    }

    private var names: [ExactText] {
        tags.flatMap { [$0.key, $0.value] } + [model, tier.name.exact, price.ratedTier.name.exact]
    }
}

extension ChargePrice {
    fileprivate var places: [Int128] {
        let meters = [meter, ratedAs].map { Int128(Meter.allCases.firstIndex(of: $0) ?? 0) }
        return meters + [Int128(table), Int128(ratedBand.leastInput), isOffPeak ? 1 : 0]
            + PriceStage.allCases.map { Int128(rates[$0]?.attosPerToken ?? 0) }
    }
}

extension Timestamp {
    fileprivate init(seconds: Int64) { self.init(nanoseconds: seconds * 1_000_000_000) }
}
