import Documents
import Limits
import Testing

@testable import Capacity

@Suite struct LimitSearchTests {
    private let sought = [SoughtLimit(place: 0, knob: .rpm), SoughtLimit(place: 0, knob: .tpm)]

    private func file() throws -> PlanFile {
        try PlanFile(
            Document(
                text: "capacity: x\nversion: 1\ndeployments: [{name: a, service: 1s, rpm: 8}]\n",
                name: "plan.yaml"))
    }

    @Test func theNextIsFoundWithTheFirstAsFound() throws {
        let found = try LimitSearch(file()) { plan in
            let limits = plan.deployments[0].limits
            return limits[.rpm] ?? .max >= 70 && limits[.tpm] ?? .max >= 9000
        }.limits(sought)
        #expect(found.answers.map(\.smallest) == [70, 9000])
        #expect(found.plan?.deployments[0].limits == [.rpm: 70, .tpm: 9000])
    }

    /// The second limit is not looked for with the first one lifted.
    @Test func whereALimitHasNoAnswerNoneHold() throws {
        let found = try LimitSearch(file()) { $0.deployments[0].limits[.rpm] == nil }
            .limits(sought)
        #expect(found.answers.map(\.knob) == [.rpm])
        #expect(found.answers.map(\.smallest) == [nil])
        #expect(found.plan == nil)
    }

    @Test func whereNothingHoldsWithoutLimitsNoneAreLookedFor() throws {
        let found = try LimitSearch(file()) { _ in false }.limits(sought)
        #expect(found.answers.isEmpty && found.plan == nil)
    }
}
