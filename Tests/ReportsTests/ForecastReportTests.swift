import Forecasting
import Foundation
import Pricing
import Replay
import Testing

@testable import Reports

@Suite struct ForecastReportTests {
    private static let clock = PeriodClock(
        .day, LocalClock(.gmt), near: Timestamp(nanoseconds: 0))
    /// 1 March 2026.
    private static let first = 20_513

    /// Spend of so many USD a day.
    private func outcome(
        _ amounts: [Int], season: Int? = nil, method: ForecastMethod? = nil, horizon: Int = 5,
        budget: Int? = nil, unpriced: UInt64 = 0, unknown: UInt64 = 0
    ) throws -> ForecastOutcome {
        let totals = amounts.map { PeriodTotals(spend: Self.usd($0)) }
        let (first, clock) = (Self.first, Self.clock)
        let history = PeriodHistory(
            Dictionary(uniqueKeysWithValues: totals.enumerated().map { (first + $0, $1) }), clock,
            covering: PeriodHistory.Cover(
                calls: clock.start(of: first)...clock.start(of: first + amounts.count)))
        let series = Series(amounts.map(Double.init), season: season)
        let selection = try #require(
            MethodSelection(of: series, horizon: horizon, forcing: method))
        let forecast = try #require(Forecast(selection, horizon: horizon))
        let spent = amounts.reduce(0, +)
        let check = budget.map { limit in
            BudgetCheck(
                limit: Self.usd(limit), unit: .month,
                stretches: [
                    BudgetForecast(
                        label: "2026-03", spent: Self.usd(spent),
                        projection: BudgetProjection(
                            Double(limit),
                            for: BudgetProjection.Stretch(
                                spent: Double(spent), steps: 1...horizon), by: forecast),
                        lacksBeginning: false)
                ])
        }
        return ForecastOutcome(
            subject: "as requested", history: history, currency: .usd, horizon: horizon,
            measures: [
                MeasureForecast(measure: .spend, selection: selection, forecast: forecast)
            ], budget: check, unpricedRequests: unpriced, unknownUsage: unknown, assumptions: [])
    }

    private static func usd(_ amount: Int) -> Money {
        Money(attos: Int128(amount) * 1_000_000_000_000_000_000)
    }

    private func text(_ outcome: ForecastOutcome) -> String {
        ForecastReport(outcome).text(isColored: false).split(separator: "\n")
            .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
    }

    private static let wavy = [
        10, 30, 20, 11, 31, 19, 9, 29, 21, 10, 30, 20, 11, 31, 19, 9, 29, 21,
    ]

    @Test func whereNothingBeatsSeasonalNaiveItSaysSo() throws {
        let text = text(try outcome([1, 5, 3, 1, 5, 3, 1, 5, 3, 1, 5, 3], season: 3))
        #expect(
            text.contains(
                "The next 5 days, 2026-03-13 to 2026-03-17, cost ≈ $15.00 (95 %: ≈ $15.00 to "
                    + "≈ $15.00), by seasonal naive: on the past no other method did better."))
    }

    @Test func aMethodThatWasAskedForIsComparedToo() throws {
        let text = text(try outcome(Self.wavy, season: 3, method: .drift))
        #expect(text.contains("by drift: on the past seasonal naive was better by"))
        #expect(text.contains("as asked for"))
        #expect(!text.contains("the method with the least MASE is chosen"))
    }

    @Test func spendThatLeavesCallsOutSaysSoInTheLead() throws {
        let outcome = try outcome(Self.wavy, season: 3, unpriced: 3, unknown: 1)
        let lead = ForecastReport(outcome).document.lead.map(\.sentence)
        #expect(lead.contains("Spend is more than this: 3 requests without a price left out."))
        #expect(lead.contains("Tokens are more than this: 1 request without usage left out."))
    }

    /// The days are of 2, 3, 4, … USD: the mean of ten is 6.5.
    @Test(arguments: [
        (50, "over it", "used up already"), (1000, "within it", "not used up by then"),
        (80, "over it", "used up between 2026-03-1"),
        (100, "within it", "at the earliest, most likely not by then"),
    ])
    func aBudgetIsTold(_ limit: Int, _ verdict: String, _ words: String) throws {
        let outcome = try outcome(Array(2...11), method: .mean, budget: limit)
        let text = text(outcome)
        let sentences = BudgetSentences(outcome)
        #expect(text.contains(verdict))
        #expect(text.contains(words), "\(text)")
        #expect(sentences.hasFailed == (verdict == "over it"))
        #expect(sentences.faults.isEmpty != sentences.hasFailed)
    }

    @Test func callsWithoutAPriceFailABudget() throws {
        let outcome = try outcome(Array(2...11), method: .mean, budget: 1000, unpriced: 1)
        let sentences = BudgetSentences(outcome)
        let text = text(outcome)
        #expect(text.contains("2026-03 can't be judged, with 1 request without a price left out:"))
        #expect(!text.contains("within it") && !text.contains("not used up"))
        let json = try ForecastJSON(outcome).text()
        #expect(json.contains(#""is_over" : null"#) && json.contains(#""can_be_judged" : false"#))
        #expect(sentences.hasFailed)
        #expect(sentences.faults == ["--budget can't be judged: 1 request without a price"])
    }

    @Test func theChartShowsWhatTheTableSays() throws {
        let outcome = try outcome(Self.wavy, season: 3)
        let charts = ForecastReport(outcome).document.sections.flatMap(\.blocks).compactMap {
            if case .chart(let chart) = $0 { chart } else { nil }
        }
        guard case .fan(let labels, let history, let expected, let ranges) = charts.first?.plot
        else {
            Issue.record("no fan")
            return
        }
        #expect(labels.count == history.count + expected.count)
        #expect(labels.last == "2026-03-23")
        #expect(history == Self.wavy.map(Double.init))
        #expect(ranges.map(\.name) == ["95 %", "80 %"])
        for (step, value) in expected.enumerated() {
            #expect(ranges[0].lower[step] <= ranges[1].lower[step])
            #expect(ranges[1].lower[step] <= value && value <= ranges[1].upper[step])
            #expect(ranges[1].upper[step] <= ranges[0].upper[step])
        }
    }

    @Test func programsGetPlainNumbers() throws {
        let outcome = try outcome([1000, 2000, 1500, 1000, 2000, 1500, 1200], method: .naive)
        let csv = ForecastCSV(outcome).text().split(separator: "\r\n")
        #expect(csv.count == 6)
        #expect(csv[1].hasPrefix("spend,2026-03-08,1200.000000,"))
        #expect(csv[1].hasSuffix(",naive,USD"))
        let json = try ForecastJSON(outcome).text()
        #expect(json.contains(#""schema" : "tollgate.forecast/1""#))
        #expect(json.contains(#""expected" : "6000.000000""#))
        #expect(!json.contains("1,2"))
    }
}
