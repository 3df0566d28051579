import Foundation

/// The whole report again: one call after the other, in decimal arithmetic, on texts.
struct SlowReplay {
    let calls: [SlowCall]
    let prices: SlowPrices
    var listPrices: SlowPrices?
    var policies: [SlowPolicy] = []
    var baselines: [String] = []
    var groupings: [[String]] = []
    var zone = TimeZone.gmt
    /// What the lacking names stand for.
    var assumed: [String: String] = [:]
    /// What policies choose that look at earlier calls, by name and place of the call.
    var ordered: [String: [SlowPolicy.Choice]] = [:]

    func choice(_ policy: SlowPolicy, _ call: SlowCall) -> SlowPolicy.Choice {
        ordered[policy.name]?[call.place] ?? policy.choose(call)
    }

    /// In the order and the wording of `ReplayResult.figures`.
    var figures: [String] {
        traffic + column("as_requested", prices) { $0.text("model") }
            + (isServed ? column("as_served", prices) { $0.text("served_model") } : [])
            + baselines.flatMap { model in column("at \(model)", prices) { _ in model } }
            + policies.flatMap(figures) + (listPrices.map(listFigures) ?? [])
            + groupings.flatMap(groups)
    }

    private var isServed: Bool { calls.contains { $0.text("served_model") != nil } }

    // MARK: Traffic

    private var traffic: [String] {
        let named = calls.compactMap { $0.text("operation_id") }
        let operations = Set(named.map { Array($0.utf8) }).count + calls.count - named.count
        let failed = calls.filter(\.isFailed).count
        let unknown = calls.filter(\.isUsageUnknown).count
        let input = ["input", "cache_read", "cache_write_5m", "cache_write_1h"].map(sum)
        let (output, reasoning) = (sum("output"), sum("reasoning"))
        let recorded = calls.compactMap(\.recorded)
        let times = calls.map(\.time).sorted { $0 < $1 }
        return [
            "\(calls.count) requests, \(operations) operations, \(failed) failed, "
                + "\(unknown) of unknown usage",
            "input \(input.reduce(0, +)), cache read \(input[1]), cache write \(input[2]) and "
                + "\(input[3]), output \(output + reasoning), reasoning \(reasoning)",
            "from \(times.first.map(text) ?? "nil") to \(times.last.map(text) ?? "nil")",
            "recorded: \(recorded.reduce(0, +)) of \(recorded.count) requests",
        ]
    }

    private func sum(_ meter: String) -> Decimal {
        calls.flatMap(\.tokens).filter { $0.meter == meter }.reduce(0) { $0 + $1.count }
    }

    private func text(_ time: (seconds: Int, nanoseconds: Int)) -> String {
        let date = Date(timeIntervalSince1970: TimeInterval(time.seconds))
        let whole = date.ISO8601Format().dropLast()
        let digits = String(("000000000" + String(time.nanoseconds)).suffix(9))
        let shown = digits.hasSuffix("000000") ? 3 : digits.hasSuffix("000") ? 6 : 9
        return whole + (time.nanoseconds == 0 ? "" : "." + digits.prefix(shown)) + "Z"
    }

    // MARK: Columns

    private func column(
        _ title: String, _ prices: SlowPrices, model: (SlowCall) -> String?
    ) -> [String] {
        var priced: [SlowName: SlowRow] = [:]
        var unpriced: [[SlowName]: SlowRow] = [:]
        for call in calls {
            let name = SlowName(model(call))
            switch prices.cost(name.text, of: call) {
            case .amount(let amount):
                priced[name, default: SlowRow(model: name)].add(call, amount)
            case .unpriced(let reason):
                unpriced[[name, SlowName(reason)], default: SlowRow(model: name, reason: reason)]
                    .add(call, 0)
            }
        }
        let rows = priced.values.sorted { ($1.cost, $0.model) < ($0.cost, $1.model) }
        let others = unpriced.values.sorted {
            ($1.requests, $0.model, $0.reason) < ($0.requests, $1.model, $1.reason)
        }
        return ["\(title): \(rows.reduce(0) { $0 + $1.cost })"]
            + rows.map { line(title, $0, "\($0.cost)") } + others.map { line(title, $0, $0.reason) }
    }

    private func line(_ title: String, _ row: SlowRow, _ end: String) -> String {
        "\(title), \(Figure.name(row.model.text)): "
            + Figure.sums(row.requests, "\(row.tokens)", end)
    }

    // MARK: Policies

    private func figures(_ policy: SlowPolicy) -> [String] {
        let choices = calls.map { choice(policy, $0) }
        let rules = policy.rules.indices.map { rule in choices.filter { $0.rule == rule }.count }
        let against: [(String, (SlowCall) -> Decimal?)] =
            [("as_requested", { prices.cost($0.text("model"), of: $0).amount })]
            + baselines.map { model in (model, { prices.cost(model, of: $0).amount }) }
            + (calls.contains { $0.recorded != nil } ? [("recorded", { $0.recorded })] : [])
        return column("under \(policy.name)", prices) { choice(policy, $0).model }
            + zip(policy.rules, rules).map { "under \(policy.name), rule \($0): \($1)" }
            + against.map { saving(policy, against: $0, $1) }
    }

    private func saving(
        _ policy: SlowPolicy, against name: String, _ base: (SlowCall) -> Decimal?
    ) -> String {
        let pairs = calls.compactMap { call -> (Decimal, Decimal)? in
            guard let before = base(call),
                let after = prices.cost(choice(policy, call).model, of: call).amount
            else { return nil }
            return (before, after)
        }
        let total = pairs.reduce(Decimal(0)) { $0 + $1.0 }
        let saved = total - pairs.reduce(Decimal(0)) { $0 + $1.1 }
        return "under \(policy.name) against \(name): \(saved) of \(total) over \(pairs.count)"
    }

    private func listFigures(_ list: SlowPrices) -> [String] {
        let costs = calls.map { list.cost($0.text("model"), of: $0).amount }
        let total = costs.compactMap { $0 }.reduce(0, +)
        return [Figure.cost(list.name, "\(total)", unpriced: costs.filter { $0 == nil }.count)]
    }
}
