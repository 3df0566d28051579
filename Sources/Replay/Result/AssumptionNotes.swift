import Calls
import Pricing
import Routing

/// Says in sentences what a result assumes.
struct AssumptionNotes {
    let plan: ReplayPlan
    let source: SourceSummary
    /// The first and the last call.
    let calls: ClosedRange<Timestamp>?
    let columns: [CostColumn]
    /// The traffic at list prices.
    let listColumn: CostColumn?
    /// Calls that name no model.
    let namelessRequests: UInt64
    /// Calls with a recorded cost in another currency.
    let foreignCosts: UInt64
    let usage: TokenUsage
    let moves: MoveFacts

    var sentences: [String] {
        given + source.notes + times + nameless + policies + filter + period + prices + aliases
            + date + foreign + cacheWrites + substitutions + unmetered + caches + tokens
            + zone + budgets
    }

    private var nameless: [String] {
        guard namelessRequests > 0 else { return [] }
        return plan.selectors.map(\.policy).compactMap { policy in
            policy.missingModel.map { model in
                "policy \(policy.name) takes "
                    + "\(counted(Int(namelessRequests), "request")) without a model to ask for "
                    + model
            }
        }
    }

    /// What the policies take a log's fields for.
    private var policies: [String] {
        plan.selectors.map(\.policy).flatMap { policy in
            let (features, name) = (policy.features, policy.name)
            let zone = "the hours and weekdays of policy \(name) are those of \(policy.timeZone)"
            let estimate =
                "policy \(name) takes the input tokens that were counted for its estimate of them"
            let oracle =
                "policy \(name) is an oracle: it may look at what is known only afterwards, so that "
                + "its cost is a bound, not that of a rule that can run"
            return (policy.isOracle ? [oracle] : []) + (features.readsClock ? [zone] : [])
                + (features.numbers.contains(.promptTokens) ? [estimate] : [])
                + (policy.choosesByPrice ? [choice(name)] : [])
        }
    }

    private func choice(_ policy: String) -> String {
        "policy \(policy) finds the cheapest model by the prices of \(plan.decidingPrices.name), "
            + "whatever the time of a request"
    }

    private var given: [String] {
        source.assumptions.map { "\($0.text) (filled in for \(counted($0.records, "record")))" }
    }

    /// Logs of these formats count their times from a beginning of their own.
    private static let relativeFormats: Set = ["burstgpt", "mooncake"]
    private static let year2015 = Timestamp(nanoseconds: 1_420_070_400_000_000_000)
    private static let year2100 = Timestamp(nanoseconds: 4_102_444_800_000_000_000)

    /// Times at which nobody called a model: most likely they are in another unit.
    private var times: [String] {
        guard let calls, Self.relativeFormats.isDisjoint(with: source.formats) else { return [] }
        let (first, last) = (calls.lowerBound, calls.upperBound)
        let doubtful = [
            first < Self.year2015 ? "first call lies at \(first.rfc3339), before 2015" : nil,
            last >= Self.year2100 ? "last call lies at \(last.rfc3339), after 2099" : nil,
        ]
        return doubtful.compactMap { $0 }.map { "the \($0): is the unit of the log's times right?" }
    }

    private var filter: [String] {
        source.filter.map { filter in
            let leftOut = counted(filter.leftOut, "request")
            let verb = filter.leftOut == 1 ? "is" : "are"
            return [
                "only requests for which \(filter.condition) holds; \(leftOut) \(verb) left out"
            ]
        } ?? []
    }

    private var period: [String] {
        let start = plan.from.map { "from \($0.rfc3339) on" }
        let end = plan.to.map { "before \($0.rfc3339)" }
        let limits = [start, end].compactMap { $0 }
        return limits.isEmpty ? [] : ["only calls \(limits.joined(separator: " and "))"]
    }

    private var foreign: [String] {
        guard foreignCosts > 0 else { return [] }
        return [
            "the costs in USD of \(counted(Int(foreignCosts), "record")) of the log are left out "
                + "of this report in \(plan.prices.currency)"
        ]
    }

    private var cacheWrites: [String] {
        guard usage.cacheWrite5m > 0 else { return [] }
        return ["cache writes that the log does not mark as kept for an hour count as five minutes"]
    }

    private var zone: [String] {
        let usesZone = plan.groupings.contains { $0.dimensions.contains { !$0.isName } }
        return usesZone ? ["days and hours are those of \(plan.clock.zoneName)"] : []
    }

    private var budgets: [String] {
        guard plan.selectors.contains(where: { $0.policy.budget != nil }) else { return [] }
        return [
            "the months of budgets are those of \(plan.clock.zoneName), and only the calls of "
                + "this replay count; calls of the same instant count in the order of the logs"
        ]
    }

    /// A kind of stand-in rate once, with all models at which it was used.
    private var substitutions: [String] {
        let used =
            columns.flatMap(\.substitutions).map { (plan.prices.name, $0) }
            + (listColumn?.substitutions ?? []).map { (plan.listPrices?.name ?? "", $0) }
        var rates: [(sentence: String, models: [String])] = []
        for (table, substitution) in used {
            for sentence in sentences(substitution, table: table) {
                let tier = substitution.ratedTier
                let model = substitution.model + (tier == .standard ? "" : " (\(tier))")
                guard let index = rates.firstIndex(where: { $0.sentence == sentence }) else {
                    rates.append((sentence, [model]))
                    continue
                }
                if !rates[index].models.contains(model) { rates[index].models.append(model) }
            }
        }
        return rates.map { "\($0.sentence): \($0.models.sorted().joined(separator: ", "))" }
    }

    /// One on the tier, one on the context and one on the kind of token, as far as another rate was
    /// used.
    private func sentences(_ substitution: RateSubstitution, table: String) -> [String] {
        let (meter, rated) = (substitution.meter.rawValue, substitution.ratedAs.rawValue)
        let band = substitution.ratedBand == .base ? "" : " \(substitution.ratedBand.phrase)"
        var sentences: [String] = []
        if substitution.ratedTier != substitution.tier {
            sentences.append(
                "\(substitution.tier) \(meter) tokens"
                    + "\(band.isEmpty ? "" : " of requests\(band)") are priced at the "
                    + "\(substitution.ratedTier) rate of models without a \(substitution.tier) rate "
                    + "for them\(band) in \(table)")
        }
        if substitution.ratedBand != substitution.band {
            sentences.append(
                "\(rated) tokens of requests \(substitution.band.phrase) are priced at the rate "
                    + (band.isEmpty ? "of shorter ones" : "of those\(band)")
                    + " of models without another one in \(table)")
        }
        if substitution.ratedAs != substitution.meter {
            sentences.append(
                "\(meter) tokens are priced at the \(rated) rate of models without a \(meter) rate "
                    + "in \(table)")
        }
        return sentences
    }

    private func counted(_ count: Int, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// A count with thousands separators.
    private func grouped(_ count: Int) -> String {
        let (thousands, rest) = count.quotientAndRemainder(dividingBy: 1000)
        guard thousands > 0 else { return "\(count)" }
        let digits = "\(rest)"
        return grouped(thousands) + "," + String(repeating: "0", count: 3 - digits.count) + digits
    }
}

extension ContextBand {
    /// The band as it stands in a sentence about requests.
    fileprivate var phrase: String { "\(self) input tokens" }
}
