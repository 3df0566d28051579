import Foundation
import Pricing
import Replay
import Reports
import Testing

/// What reports say of calls that move to another model.
@Suite struct `Moves in reports` {
    private static let prices = """
        - {id: dear, input: 8, cache_read: 1, output: 8}
        - {id: cheap, input: 2, cache_read: 1, output: 2}
        """

    private static let chained = """
        policy: chained
        version: 1
        rules: [{name: all, use: requested}]
        fallback: [{use: cheap}]
        """

    private func moved(_ assume: [String]) async throws -> ReplayResult {
        let usage = TokenUsage(cacheRead: 1_000_000, output: 1_000_000)
        return try await replay([TestCall(usage: usage)], prices: Self.prices) {
            let assumed = try ReplayAssumptions(assume)
            ($0.cache, $0.tokens) = (assumed.cache ?? .kept, assumed.tokens)
        }
    }

    private func cells(_ result: ReplayResult, _ section: String) -> [[String]] {
        result.section(section).map { $0.split(separator: " ").map(String.init) }
    }

    @Test func `what lost caches eat stands beside the saving`() async throws {
        let result = try await moved(["cache=lost"])
        #expect(
            cells(result, "Savings")[2].joined(separator: " ")
                == "router as requested $9.00 $5.00 $1.00 55.56 % 1")
        #expect(result.csv(.totals).contains("policy,router,USD,4.00,1,0,5.00,55.56,1,1.00\r\n"))
        #expect(try ReplayJSON(result).text().contains(#""eaten_by_cache" : "1.00""#))
    }

    @Test func `ranges of factors stand beside costs and savings`() async throws {
        let result = try await moved(["tokens.cheap=1..2"])
        #expect(
            cells(result, "Costs").last?.joined(separator: " ")
                == "policy router $4.50 $3.00 $6.00 -50.00 % 1 0")
        #expect(
            cells(result, "Savings")[2].joined(separator: " ")
                == "router as requested $9.00 $4.50 $3.00 $6.00 50.00 % 1")
        #expect(
            result.csv(.totals).contains(
                "policy,router,USD,4.50,1,0,4.50,50.00,1,3.00,6.00,3.00,6.00\r\n"))
        let root = try JSONSerialization.jsonObject(with: Data(ReplayJSON(result).text().utf8))
        let policy = ((root as? [String: Any])?["policies"] as? [[String: Any]])?.first
        #expect(policy?["range"] as? [String: String] == ["low": "3.00", "high": "6.00"])
        let saving = (policy?["savings"] as? [[String: Any]])?.first
        #expect(saving?["range"] as? [String: String] == ["low": "3.00", "high": "6.00"])
    }

    @Test func `neither is there where nothing is assumed`() async throws {
        let result = try await moved([])
        let text = try ReplayJSON(result).text()
        #expect(!text.contains("range") && !text.contains("eaten"))
        #expect(!result.csv(.totals).contains("_low"))
        #expect(!result.text.contains("at least"))
    }

    @Test func `a chain's work is told`() async throws {
        let calls = [
            TestCall(isFailed: true, operation: "o", time: "2026-01-05T08:00:00Z"),
            TestCall(isFailed: true, operation: "o", time: "2026-01-05T08:00:01Z"),
            TestCall(operation: "o", time: "2026-01-05T08:00:02Z"),
        ]
        let result = try await replay(calls, policy: Self.chained)
        let words = cells(result, "Fallback, policy `chained`").flatMap { $0 }
        #expect(
            words.joined(separator: " ")
                == "1 operation went on after a failed attempt, with 2 requests; the chain sent 2 "
                + "of them to another model than the rules would. 1 request found no model that "
                + "had not failed, and stayed at the one that failed last.")
        #expect(result.csv(.fallback).hasSuffix("\r\nchained,1,2,2,1\r\n"))
        let text = try ReplayJSON(result).text()
        #expect(text.contains(#""retries" : 2"#))
        #expect(try await !ReplayJSON(replay([TestCall()])).text().contains("fallback"))
    }
}
