import Documents
import Logs
import Pricing
import Replay
import Routing
import Testing

/// Names that Unicode takes for the same and that differ in bytes: "é" in one scalar and in two.
@Suite struct `Equivalent names` {
    static let one = "caf\u{e9}"
    static let two = "cafe\u{301}"

    private var lines: [String] {
        (0..<40).map { index in
            let name = index % 4 == 0 ? Self.one : Self.two
            let fields = [
                #""user":"\#(name)","team":"\#(name)","session":"\#(name)","content_length":9000"#,
                #""served_model":"\#(name)","tags":{"\#(Self.one)":"a","\#(Self.two)":"\#(name)"}"#,
                #""operation_id":"\#(name)","system":"","message_count":1"#,
                #""service_tier":"\#(name)""#,
            ]
            return call(name, 10, 1, fields.joined(separator: ","))
        }
    }

    private func shown(_ name: String?) -> String { Figure.name(name) }

    @Test(arguments: ["model", "served-model", "user", "team", "session", "tag:\(two)"])
    func `stay two groups`(dimension: String) async throws {
        let result = try await ReplayPlan.named(by: [dimension]).replay(lines)
        let groups = result.groups.map { "\(shown($0.by[0].value)) \($0.requests)" }
        #expect(groups == ["\(shown(Self.two)) 30", "\(shown(Self.one)) 10"])
    }

    @Test func `of tags stay two dimensions`() async throws {
        let both = "tag:\(Self.one),tag:\(Self.two)"
        let result = try await ReplayPlan.named(by: [both]).replay(lines)
        let groups = result.groups.map { group in group.by.map { shown($0.value) } }
        #expect(groups == [["'a'", shown(Self.two)], ["'a'", shown(Self.one)]])
    }

    @Test func `stay two models and two operations`() async throws {
        let result = try await ReplayPlan.named(policies: ["tutorial"]).replay(lines)
        let columns = try [
            result.asRequested, #require(result.asServed), result.policy("tutorial").column,
        ]
        for column in columns {
            let models = column.unpriced.map { "\(shown($0.model)) \($0.requests)" }
            #expect(models == ["\(shown(Self.two)) 30", "\(shown(Self.one)) 10"])
        }
        #expect(result.traffic.operations == 2)
    }

    @Test func `give the same output for any number of jobs`() async throws {
        let plan = try ReplayPlan.named(
            policies: ["tutorial"],
            by: ["model", "user,team", "tag:\(Self.two)", "tag:\(Self.one)", "served-model,day"])
        let one = try await plan.replay(lines).everything
        for jobs in [2, 4, 7] {
            let files = (0..<10).map {
                LogInput.lines(lines[($0 * 4)..<($0 * 4 + 4)], name: "\($0)")
            }
            let many = try await plan.replay(files, jobs: jobs).everything
            expectSame(many, one, "\(jobs) jobs")
        }
    }

    /// One name is in the price table, and only there.
    @Test func `of tiers are substituted one by one`() async throws {
        let prices = try PriceTable.file("  - {id: m, input: 1, output: 2}")
        let lines = [Self.one, Self.two, Self.two].map {
            call("m", 10, 1, #""service_tier":"\#($0)""#)
        }
        let result = try await ReplayPlan(prices: prices).replay(lines)
        let tiers = result.asRequested.substitutions.map { "\(shown($0.tier.name)) \($0.tokens)" }
        #expect(
            tiers == [
                "\(shown(Self.two)) 20", "\(shown(Self.one)) 10", "\(shown(Self.two)) 2",
                "\(shown(Self.one)) 1",
            ])
    }
}
