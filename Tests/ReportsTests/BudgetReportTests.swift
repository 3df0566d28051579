import Foundation
import Pricing
import Replay
import Reports
import Testing

@Suite struct `Budgets in reports` {
    private static let policy = """
        policy: careful
        version: 1
        rules: [{name: all, use: requested}]
        budget: {monthly: 20 USD, alert_at: 80%, then_use: cheap}
        """

    /// Each call costs $8 as requested; the second of January reaches $16.
    private func result() async throws -> ReplayResult {
        let times = ["2026-01-05T08:00:00Z", "2026-01-06T08:00:00.5Z", "2026-01-07T08:00:00Z"]
        let calls = times.map { TestCall(time: $0) }
        return try await replay(
            calls + [TestCall(time: "2026-02-01T00:00:00Z"), TestCall(model: "x")],
            policy: Self.policy)
    }

    @Test func `the text says when it was reached, by which request and what that saved`()
        async throws
    {
        let lines = try await result().section("Budget, policy `careful`")
        let cells = lines.map { $0.split(separator: " ").joined(separator: " ") }
        #expect(
            cells.dropFirst(2) == [
                "2026-01 4 $16.42 1 2026-01-06T08:00:00.500Z 3 1 1 $7.58",
                "2026-02 1 $8.00 0 – – – – –",
                "Of $20.00 a month, $16.00 was reached in 1 of 2 months; the request that reaches "
                    + "it is still",
                "served as decided, those after it go to `cheap` until the month ends. Saved is "
                    + "what they cost less",
                "than without the budget.", "Requests without a price count as nothing spent.",
            ])
    }

    @Test func `CSV has a row a month`() async throws {
        let rows = try await result().csv(.budget).split(separator: "\r\n").map(String.init)
        #expect(
            rows.dropFirst() == [
                "careful,2026-01,USD,20.00,16.00,4,16.42,1,2026-01-06T08:00:00.500Z,3,1,1,1,7.58",
                "careful,2026-02,USD,20.00,16.00,1,8.00,0,,,,,,",
            ])
    }

    @Test func `JSON has it where a policy has a budget, and only there`() async throws {
        let text = try ReplayJSON(await result()).text()
        let root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let policy = (root?["policies"] as? [[String: Any]])?.first
        let budget = try #require(policy?["budget"] as? [String: Any])
        #expect(budget.keys.sorted() == ["monthly", "months", "then_use", "threshold"])
        #expect(budget["monthly"] as? String == "20.00")
        #expect(budget["threshold"] as? String == "16.00")
        let months = try #require(budget["months"] as? [[String: Any]])
        #expect(months.map { $0["month"] as? String } == ["2026-01", "2026-02"])
        #expect(months[1]["reached"] is NSNull)
        let reached = try #require(months[0]["reached"] as? [String: Any])
        #expect(reached["at"] as? String == "2026-01-06T08:00:00.500Z")
        #expect(reached["saved"] as? String == "7.58")
        #expect(
            reached.keys.sorted() == [
                "at", "compared_requests", "moved_requests", "request", "requests_after", "saved",
            ])
        let other = try ReplayJSON(await replay([TestCall()])).text()
        #expect(!other.contains("budget"))
    }
}
