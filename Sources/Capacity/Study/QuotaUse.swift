public import Limits

/// What the busiest minute of the log asks of a quota, against what the plan allows.
public struct QuotaUse: Sendable {
    /// The deployment's name.
    public let deployment: String
    /// The quota.
    public let knob: Knob
    /// What the plan allows a minute.
    public let limit: Int64
    /// What the requests that are meant for the deployment count in their busiest minute.
    public let peak: Int64
    /// When that minute begins.
    public let minute: Instant
}

extension QuotaUse {
    /// The uses of all quotas of a plan.
    static func uses(of workload: Workload, _ file: PlanFile, _ plan: CapacityPlan) -> [QuotaUse] {
        plan.deployments.indices.flatMap { place in
            zip(file.deployments[place].quotaKnobs, plan.deployments[place].quotas).compactMap {
                knob, quota in
                peak(workload, place, quota).map { peak in
                    QuotaUse(
                        deployment: plan.deployments[place].name, knob: knob, limit: quota.limit,
                        peak: peak.amount, minute: peak.minute)
                }
            }
        }
    }

    private static func peak(
        _ workload: Workload, _ place: Int, _ quota: Quota
    ) -> (amount: Int64, minute: Instant)? {
        let length = TimeSpan.minute.nanoseconds
        var best: (amount: Int64, minute: Int64)?
        var current: (amount: Int64, minute: Int64)?
        for arrival in workload.arrivals where arrival.deployment == place {
            let time = arrival.time.nanoseconds
            let minute = time / length - (time % length < 0 ? 1 : 0)
            let before = current?.minute == minute ? current?.amount ?? 0 : 0
            let (sum, isBeyond) = before.addingReportingOverflow(
                quota.amount(of: arrival.tokens))
            let amount = isBeyond ? .max : sum
            current = (amount, minute)
            if amount > best?.amount ?? 0 { best = (amount, minute) }
        }
        return best.map { ($0.amount, Instant(nanoseconds: $0.minute * length)) }
    }
}
