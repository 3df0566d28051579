import Calls
import Console
import Finance
import Pricing
import Replay
import Reports

/// What a policy saves on logs, scaled to a month.
struct MeasuredSaving {
    private let result: ReplayResult
    private let policy: PolicyOutcome
    private let saving: Saving
    private let projection: Projection
    private let before: Money
    private let after: Money

    /// Scales a replay of one policy.
    ///
    /// - Parameters:
    ///   - result: The replay, with calls grouped by user.
    ///   - base: What the policy is compared with.
    /// - Throws: `CommandError` where the logs can't tell what a month saves.
    init(_ result: ReplayResult, against base: Saving.Base) throws {
        guard let policy = result.policies.first else {
            throw CommandError("nothing is saved without a policy; give one with --policy")
        }
        guard let saving = policy.savings.first(where: { $0.against == base }),
            saving.comparedRequests > 0
        else {
            throw CommandError(
                base == .recorded
                    ? "the log records no costs to compare with; leave out --recorded"
                    : "no request has a price both now and under \(policy.name), so that nothing "
                        + "tells what is saved; see 'tollgate replay' for the reasons")
        }
        (self.result, self.policy, self.saving) = (result, policy, saving)
        let cost = saving.base - saving.saved
        guard let period = result.period,
            let projection = Projection(
                total: saving.base, from: period.lowerBound, to: period.upperBound),
            let then = Projection(total: cost, from: period.lowerBound, to: period.upperBound)
        else {
            throw CommandError(
                "the logs cover less than a day, from which no month can be told; give more of "
                    + "them, or --monthly-saving")
        }
        self.projection = projection
        (before, after) = (projection.monthly, then.monthly)
    }

    /// The saving of a month.
    var monthly: MonthlySaving {
        let base =
            switch saving.against {
            case .asRequested: "as requested"
            case .baseline(let model): "everything at `\(model)`"
            case .recorded: "what the log records"
            }
        return MonthlySaving(
            before: before, after: after,
            volume: tokens.flatMap { projection.monthly(of: $0) },
            method: "policy `\(policy.name)` against \(base), scaled from "
                + "\(projection.basisDays) days to 30 and rounded to millionths",
            measured: MeasuredTraffic(
                before: saving.base, after: saving.base - saving.saved,
                traffic: TrafficCounts(
                    requests: saving.comparedRequests, users: users, tokens: tokens),
                days: projection.basisDays))
    }

    private var leftOut: UInt64 { result.traffic.requests - saving.comparedRequests }

    /// What the saving leaves out: never shown without saying so.
    var gaps: [String] {
        guard leftOut > 0 else { return [] }
        return [
            "Left out of the saving and of unit costs, since they have no price on one side: "
                + "\(Numbers.grouped(leftOut)) of "
                + "\(Numbers.counted(result.traffic.requests, "request")); so tokens and users are "
                + "not told."
        ]
    }

    /// What a reader has to know about the saving besides, and what it rests on.
    var notes: [String] {
        let oracle =
            policy.isOracle
            ? [
                "policy `\(policy.name)` looks at what is known only afterwards: its saving is a bound"
            ]
            : []
        let nameless =
            leftOut == 0 && users == nil
            ? ["the logs don't name the user of every request, so that no cost per user is given"]
            : []
        return oracle + nameless + result.restsOn
    }

    /// Known only where all requests are compared.
    private var tokens: UInt64? {
        saving.comparedRequests == result.traffic.requests && result.traffic.unknownUsage == 0
            ? result.traffic.usage.total : nil
    }

    /// Known only where all requests are compared and name their user.
    private var users: UInt64? {
        let groups = result.groups.filter { $0.by.map(\.dimension) == ["user"] }
        guard saving.comparedRequests == result.traffic.requests, !groups.isEmpty,
            groups.allSatisfy({ $0.by[0].value != nil })
        else { return nil }
        return UInt64(groups.count)
    }
}
