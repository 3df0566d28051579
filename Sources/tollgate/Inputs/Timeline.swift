import Console
import Replay
import Reports

/// The groups behind a chart of spend over time, which a report other than HTML does without.
struct Timeline {
    private let grouping: Grouping?

    /// Groups by hour or minute.
    ///
    /// - Parameters:
    ///   - format: How the report is written.
    ///   - time: The finest time to tell apart.
    /// - Throws: Nothing that a caller could cause.
    init(for format: ReportFormat, by time: String = "hour") throws {
        grouping = format == .html ? try Grouping("\(time),model") : nil
    }

    /// The plan with these groups.
    func adding(to plan: ReplayPlan) -> ReplayPlan {
        guard let grouping, !plan.groupings.contains(grouping) else { return plan }
        var plan = plan
        plan.groupings.append(grouping)
        return plan
    }

    /// The groups.
    func groups(of result: ReplayResult) -> [GroupOutcome] {
        grouping.map { result.keeping([$0]).groups } ?? []
    }
}
