import Calls
import Foundation
import Pricing
import Replay
import Reports
import Routing
import Testing

@Suite struct JSONTests {
    private func keys(_ value: Any?) -> [String] {
        ((value as? [String: Any])?.keys).map { $0.sorted() } ?? []
    }

    private func object(_ result: ReplayResult) throws -> [String: Any] {
        let data = Data(try ReplayJSON(result).text().utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func first(_ value: Any?) -> Any? { (value as? [Any])?.first }

    @Test func `what only some runs have`() async throws {
        let oracle = """
            policy: hind
            version: 1
            oracle: true
            rules:
              - {name: short, when: completion_tokens < 5, use: cheap}
              - {name: rest, use: requested}
            """
        let calls = ["a", "b", "c"].map { TestCall(team: $0) } + [TestCall(team: "d")]
        let result = try await replay(calls, policy: oracle, by: ["team"]) {
            $0.filter = CallFilter(
                try Condition(parsing: "team != d"), clock: LocalClock(.gmt))
            $0.dearestRequests = 2
        }
        let root = try object(result.keepingDearestGroups(1))
        let filter = root["where"] as? [String: Any]
        #expect(filter?["condition"] as? String == "team != \"d\"")
        #expect(filter?["left_out_requests"] as? Int == 1)
        #expect((first(root["policies"]) as? [String: Any])?["oracle"] as? Bool == true)
        let groups = root["groups"] as? [[String: Any]] ?? []
        #expect(groups.map { $0["other_groups"] as? Int } == [nil, 2])
        #expect(groups.map { $0["requests"] as? Int } == [1, 2])
        #expect(groups[1]["by"] is NSNull)
        let requests = root["dearest_requests"] as? [[String: Any]] ?? []
        #expect(requests.count == 2)
        #expect(
            keys(requests.first) == [
                "as_requested", "model", "policies", "request", "time", "tokens",
            ])
        #expect(requests.first?["as_requested"] as? String == "8.00")
    }

    @Test func `every object has the keys of the schema`() async throws {
        let calls = [
            TestCall(served: "cheap", team: "a", cost: "1"),
            TestCall(model: "x", time: "2026-01-08T08:00:00Z"),
        ]
        let result = try await replay(calls, baselines: ["cheap"], by: ["team"]) {
            $0.listPrices = try PriceTable.named("list-2026")
        }
        let root = try object(result)
        #expect(root["schema"] as? String == "tollgate.replay/1")
        #expect(
            keys(root) == [
                "as_requested", "as_served", "assumptions", "baselines", "currency", "groups",
                "list_prices", "policies", "prices", "projection", "recorded", "schema", "source",
                "traffic",
            ])
        let column = root["as_requested"] as? [String: Any]
        #expect(keys(column) == ["models", "total", "unpriced"])
        #expect(keys(root["as_served"]) == keys(column))
        #expect(keys(first(column?["models"])) == ["cost", "model", "requests", "tokens"])
        #expect(keys(first(column?["unpriced"])) == ["model", "reason", "requests", "tokens"])
        #expect(keys(first(root["baselines"])) == ["model", "total", "unpriced"])
        let policy = first(root["policies"]) as? [String: Any]
        #expect(keys(policy) == ["models", "name", "rules", "savings", "total", "unpriced"])
        #expect(keys(first(policy?["rules"])) == ["requests", "rule"])
        #expect(
            keys(first(policy?["savings"])) == ["against", "compared_requests", "percent", "saved"])
        #expect(keys(root["projection"]) == ["basis_days", "method", "monthly"])
        #expect(keys(root["list_prices"]) == ["as_requested", "name", "unpriced_requests"])
        let group = first(root["groups"]) as? [String: Any]
        #expect(
            keys(group) == [
                "as_requested", "by", "policies", "requests", "tokens", "unpriced_requests",
            ])
        #expect(keys(first(group?["policies"])) == ["name", "total", "unpriced_requests"])
        #expect(keys(root["source"]) == ["files", "first", "format", "last", "skipped"])
        #expect(
            keys(root["traffic"]) == [
                "cache_read_tokens", "cache_write_tokens", "failed", "input_tokens", "operations",
                "output_tokens", "requests", "unknown_usage",
            ])
    }

    @Test func `what is not known is null`() async throws {
        let result = try await replay([TestCall(model: nil)], policy: nil, by: ["team"])
        let text = try ReplayJSON(result).text()
        for line in [
            "\"as_served\" : null", "\"projection\" : null", "\"list_prices\" : null",
            "\"model\" : null", "\"team\" : null",
        ] { #expect(text.contains(line)) }
        let empty = try ReplayJSON(try await replay([], policy: nil)).text()
        #expect(empty.contains("\"first\" : null") && empty.contains("\"last\" : null"))
    }

    @Test func `a percentage of nothing is null`() async throws {
        let result = try await replay([TestCall(usage: .zero)])
        #expect(try ReplayJSON(result).text().contains("\"percent\" : null"))
    }

    @Test func `money and percentages are exact strings`() async throws {
        let usage = TokenUsage(
            input: 3, cacheRead: 5, cacheWrite5m: 7, cacheWrite1h: 11, output: 13, reasoning: 2)
        let root = try object(try await replay([TestCall(usage: usage, cost: "0.0000001")]))
        let requested = root["as_requested"] as? [String: Any]
        #expect(requested?["total"] as? String == "0.000312")
        let policy = first(root["policies"]) as? [String: Any]
        #expect(policy?["total"] as? String == "0.00001638")
        let saving = first(policy?["savings"]) as? [String: Any]
        #expect(saving?["percent"] as? String == "94.75")
        let recorded = root["recorded"] as? [String: Any]
        #expect(recorded?["total"] as? String == "0.0000001")
        let traffic = root["traffic"] as? [String: Any]
        #expect(traffic?["input_tokens"] as? Int == 26)
        #expect(traffic?["cache_read_tokens"] as? Int == 5)
        #expect(traffic?["cache_write_tokens"] as? Int == 18)
        #expect(traffic?["output_tokens"] as? Int == 13)
    }

    @Test func `formats are joined`() async throws {
        var result = try await replay([TestCall()]).source
        result.formats = ["native", "openai"]
        let text = try ReplayJSON(try await replay([TestCall()], summary: result)).text()
        #expect(text.contains("\"format\" : \"native+openai\""))
    }
}
