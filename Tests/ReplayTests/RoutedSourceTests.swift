import Calls
import Logs
import Pricing
import Replay
import Routing
import Testing

/// A log whose calls ask for the models to which a policy sends them.
@Suite struct `Routed sources` {
    private final class Models: BlockConsumer {
        private var found: [String: Int] = [:]

        func consume(_ block: CallBlock) {
            for row in 0..<block.count {
                found[block.names.name(block.model[row]), default: 0] += 1
            }
        }

        func partial() -> [String: Int] { found }
    }

    private func models(_ policy: String, _ lines: [String]) async throws -> [String: Int] {
        let log = LogFiles([.lines(lines, name: "log.jsonl")], options: ReadingOptions())
        let source = RoutedSource(log, try ModelSelector(Policy.file("test", policy)))
        return try await source.read(Demand(), jobs: 1) { Models() }.partials
            .reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
    }

    @Test func `calls go where a replay sends them`() async throws {
        let lines = (0..<40).map { number in
            call(
                "gpt-4.1", 10, 5,
                #""id":"r-\#(number)","team":"\#(number % 4 == 0 ? "ads" : "search")","content_length":\#(number * 100)"#
            )
        }
        let policy = """
            rules:
              - name: ads
                when: team = ads
                use: deepseek-v3.2
              - name: long
                when: content_length > 3000
                use: requested
              - name: rest
                use: gemini-2.5-flash
            """
        let found = try await models(policy, lines)
        // Ten of ads; of the other thirty, those numbered 31, 33, 34, 35, 37, 38 and 39 are long.
        #expect(found == ["deepseek-v3.2": 10, "gpt-4.1": 7, "gemini-2.5-flash": 23])
        var plan = ReplayPlan(prices: try PriceTable.named("headline-2026"))
        plan.selectors = [try ModelSelector(Policy.file("test", policy))]
        let replayed = try await plan.replay(lines).policies[0].column.models
        #expect(
            found
                == Dictionary(
                    uniqueKeysWithValues: replayed.map { ($0.model ?? "", Int($0.requests)) }))
    }

    @Test func `a call that can't be decided is named`() async throws {
        await #expect {
            try await models(
                """
                rules:
                  - {name: ads, when: team = ads, use: a}
                  - {name: rest, use: b}
                """, [call("gpt-4.1", 1, 1)])
        } throws: {
            "\($0)".contains("team")
        }
    }
}
