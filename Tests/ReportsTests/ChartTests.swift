import Foundation
import Pricing
import Replay
import Testing

@testable import Reports

/// Pictures: scales, places and the numbers that are written beside them.
@Suite struct ChartTests {
    @Test(
        arguments: [
            ([0, 6.3], [0, 2, 4, 6, 8]), ([0, 100], [0, 25, 50, 75, 100]),
            ([0, 0.00031], [0, 0.0001, 0.0002, 0.0003, 0.0004]), ([-3, 4], [-4, -2, 0, 2, 4]),
            ([0, 0], [0, 0.25, 0.5, 0.75, 1]), ([5, 5], [0, 2, 4, 6]),
            ([0, .infinity, 1], [0, 0.25, 0.5, 0.75, 1]), ([], [0, 0.25, 0.5, 0.75, 1]),
            ([0, 1e12], [0, 2.5e11, 5e11, 7.5e11, 1e12]),
        ] as [([Double], [Double])])
    func `ticks are round numbers around the values`(values: [Double], ticks: [Double]) {
        let found = Scale(covering: values).ticks
        #expect(found.count == ticks.count)
        #expect(zip(found, ticks).allSatisfy { abs($0 - $1) < 1e-9 * max(1, abs($1)) }, "\(found)")
    }

    @Test(
        arguments: [
            (Chart.Unit.money(.usd), 0.25, 0.25, "$0.25"), (.money(.usd), 2, 1, "$2"),
            (.money(.usd), 15_000, 5_000, "$15k"), (.money(.usd), 2.5e6, 5e5, "$2.5M"),
            (.money(.usd), -4, 2, "-$4"), (.number, 1_500, 500, "1,500"),
            (.percent, 40, 20, "40 %"),
            (.number, 0.00002, 0.00001, "0.00002"), (.estimate(.usd), 12, 4, "$12"),
        ] as [(Chart.Unit, Double, Double, String)])
    func `ticks have as many digits as they need`(
        unit: Chart.Unit, value: Double, step: Double, label: String
    ) {
        #expect(AxisText(unit: unit).tick(value, step: step) == label)
    }

    @Test func `printed steps of a waterfall add up to its printed ends`() throws {
        for seed in 1...200 as ClosedRange<Int128> {
            let steps = (1...5).map { (index: Int128) -> Chart.Plot.Step in
                let size: Int128 = (seed * 7_919 + index * 104_729) % 50_000 - 25_000
                return (name: "step", amount: Money(attos: size * 333_333_333_333_333))
            }
            let start = Money(attos: 1_234_567_890_123_456_789 * seed)
            let end = steps.reduce(start) { $0 + $1.amount }
            let plot = Chart.Plot.waterfall(
                from: ("a", start), by: steps, to: ("b", end), MoneyText(currency: .usd))
            guard case .waterfall(let bars) = plot else {
                Issue.record("no waterfall")
                return
            }
            let amounts = try bars.map { bar in
                let digits = try #require(bar.text).filter { "-.0123456789".contains($0) }
                return try #require(Decimal(string: digits))
            }
            #expect(amounts.dropLast().reduce(0, +) == amounts.last, "\(seed)")
            let text = try #require(bars.last?.text)
            let decimals = text.reversed().prefix { $0 != "." }.count
            #expect(decimals >= 2)
            #expect(text == MoneyText(currency: .usd).text(end, decimals: decimals))
        }
    }

    @Test func `a policy's waterfall leads from as requested to its cost by model`() async throws {
        let result = try await replay([TestCall(contentLength: 2_000), TestCall()])
        let chart = CostWaterfall(result: result, policy: result.policies[0]).chart
        guard case .waterfall(let bars) = try #require(chart).plot else {
            Issue.record("no waterfall")
            return
        }
        #expect(
            bars.map(\.name.unmarked) == [
                "as requested", "away from dear", "to cheap", "policy router",
            ])
        #expect(bars.map(\.text) == ["$16.00", "-$8.00", "+$0.42", "$8.42"])
    }

    @Test func `only what is expected carries the sign of projections`() {
        let chart = Chart(
            title: "t", summary: "s", values: Chart.Axis("v", .estimate(.usd)),
            plot: .fan(labels: ["a", "b"], history: [1], expected: [2], ranges: []))
        let source = chart.html(id: "c").source
        #expect(source.contains("<title>a: $1.00</title>"))
        #expect(source.contains("<title>b: ≈ $2.00</title>"))
    }

    @Test func `a group without any price has no bar`() async throws {
        let calls = [
            TestCall(team: "a"), TestCall(model: "unknown", team: "b"), TestCall(team: "c"),
            TestCall(model: "unknown", team: "c"),
        ]
        let result = try await replay(calls, policy: nil, by: ["team"])
        let chart = try #require(GroupCharts(result: result).all.first)
        guard case .bars(let bars) = chart.plot else {
            Issue.record("no bars")
            return
        }
        #expect(bars.map(\.name.unmarked).sorted() == ["a", "c"])
        #expect(chart.summary.unmarked.hasSuffix("requests without a price are left out."))
    }

    @Test func `a policy that prices other calls has no waterfall`() async throws {
        let calls = [TestCall(), TestCall(model: "unknown")]
        let result = try await replay(calls)
        #expect(CostWaterfall(result: result, policy: result.policies[0]).chart == nil)
    }

    @Test func `ways that price other calls do not stand side by side`() async throws {
        let calls = [
            TestCall(contentLength: 2_000), TestCall(model: "unknown", contentLength: 2_000),
        ]
        let result = try await replay(calls, baselines: ["cheap"])
        let charts = ReplayCharts(result: result, timeline: []).all.flatMap(\.blocks)
        let names = charts.flatMap { block -> [String] in
            guard case .chart(let chart) = block, case .bars(let bars) = chart.plot else {
                return []
            }
            return bars.map { "\($0.name.unmarked) \($0.text ?? "")" }
        }
        #expect(names == ["as requested $8.00", "policy router $8.00"])
    }

    @Test(arguments: [
        Chart.Plot.stackedBars(labels: [], series: []), .bars([]), .waterfall([]),
        .lines(x: Chart.Axis("x"), series: []),
        .fan(labels: ["a"], history: [], expected: [], ranges: []),
        .stackedBars(labels: ["a"], series: [Chart.Series(name: "b", values: [])]),
    ])
    func `nothing to draw is no picture`(plot: Chart.Plot) {
        let chart = Chart(title: "t", summary: "s", values: Chart.Axis("v"), plot: plot)
        #expect(chart.html(id: "c").source.isEmpty)
    }

    @Test(arguments: [
        Chart.Plot.bars([Chart.Bar(name: "a", value: .nan), Chart.Bar(name: "b", value: -1)]),
        .waterfall([Chart.Bar(name: "a", value: 1e300), Chart.Bar(name: "b", value: 0)]),
        .lines(
            x: Chart.Axis("x"),
            series: [Chart.Curve(name: "c", points: [(.infinity, 1), (2, .nan), (2, 2)])]),
        .stackedBars(labels: ["a"], series: [Chart.Series(name: "b", values: [.infinity])]),
        .fan(
            labels: ["a", "b"], history: [1], expected: [2],
            ranges: [Chart.Range(name: "95 %", lower: [-1], upper: [.infinity])]),
    ])
    func `numbers beyond any scale are drawn at its end`(plot: Chart.Plot) throws {
        let chart = Chart(title: "t", summary: "s", values: Chart.Axis("v"), plot: plot)
        let source = chart.html(id: "c").source
        #expect(source.contains("<svg"))
        #expect(!source.contains("nan") && !source.contains("inf"))
    }
}
