import Foundation
import Testing

@Suite struct ForecastCommandTests {
    /// Calls of an hour each, so many a day: `counts[0]` on 5 January 2026, a Monday.
    private static func log(_ counts: [Int], hours: Range<Int> = 0..<24) -> String {
        counts.enumerated().flatMap { day, count in
            hours.flatMap { hour in
                (0..<count).map { call in
                    let date = day < 27 ? "2026-01-\(pad(5 + day))" : "2026-02-\(pad(day - 26))"
                    let time = "\(date)T\(pad(hour)):\(pad(call * 59 / max(1, count - 1))):30Z"
                    return """
                        {"ts":"\(time)","model":"gpt-4.1","prompt_tokens":1000,\
                        "completion_tokens":100}
                        """
                }
            }
        }.joined(separator: "\n") + "\n"
    }

    private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func run(
        _ arguments: String, log: String
    ) async throws -> TollgateProcess.Outcome {
        try await TollgateProcess.run(["forecast"] + Words.split(arguments), input: log)
    }

    /// 24 hours of two calls a day of 1,100 tokens each.
    @Test func whatIsTheSameEveryDayGoesOn() async throws {
        let outcome = try await Self.run(
            "- --prices list-2026 --measure tokens --horizon 10", log: Self.log([2, 2, 2, 2, 2]))
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(
            outcome.output.contains(
                "The next 10 days, 2026-01-10 to 2026-01-19, bring ≈ 528,000 tokens (95 %: ≈ 528,000"
            ))
        #expect(outcome.output.contains("on the past no other method did better"))
        #expect(outcome.output.contains("fewer than two of 7 days are known"))
    }

    @Test func aGapCountsAsZeroAndAPartIsLeftOut() async throws {
        let first = Self.log([2, 2, 0, 2, 2])
        let part = Self.log([0, 0, 0, 0, 0, 2], hours: 0..<9)
        let outcome = try await Self.run(
            "- --measure requests --method mean --horizon 1 --format json", log: first + part)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        // Four days of 48 calls in five.
        #expect(outcome.output.contains(#""expected" : "38.40""#))
        #expect(outcome.output.contains("1 day without calls counts as zero"))
        #expect(outcome.output.contains("the day of 2026-01-10 is left out"))
        #expect(outcome.output.contains("--to 2026-01-11T00:00:00Z says that it is whole"))
        let whole = try await Self.run(
            "- --measure requests --horizon 1 --format json --to 2026-01-11T00:00:00Z",
            log: first + part)
        #expect(!whole.output.contains("is left out"))
        #expect(outcome.output.contains(#""period" : "2026-01-10""#))
        #expect(outcome.output.contains(#""schema" : "tollgate.forecast/1""#))
    }

    /// At list prices a day costs 48 · (1,000 · 2 + 100 · 8) / 10⁶ = 0.1344 USD.
    @Test(arguments: [
        ("3.62/month", Int32(1), "2026-01 is over it with ≈ $3.6288"),
        // In the 28 days of February 3.7632 USD, of which the horizon ends after nine.
        ("3.63/month", 1, "2026-02 is over it with ≈ $3.7632"),
        ("3.77/month", 0, ""),
        ("'0.13 USD/day'", 1, "more days over the budget"),
        ("0.14/day", 0, ""),
        ("0.95/week", 0, ""),
        ("0.94/week", 1, "used up on 2026-01-18"),
        ("'1 EUR/month'", 2, "--budget is in EUR, and spend in USD"),
    ])
    func aBudgetIsAGate(_ budget: String, _ code: Int32, _ message: String) async throws {
        let outcome = try await Self.run(
            "- --prices list-2026 --horizon 30 --budget \(budget)",
            log: Self.log([2, 2, 2, 2, 2, 2]))
        #expect(outcome.exitCode == code, "\(outcome.errors)")
        #expect((outcome.output + outcome.errors).contains(message) || message.isEmpty)
        #expect(outcome.errors.isEmpty == (code == 0))
        #expect(outcome.errors.split(separator: "\n").count <= 2)
    }

    @Test func callsWithoutAPriceAreNeverSilentlyLow() async throws {
        let log = Self.log([2, 2, 2, 2]).replacingOccurrences(of: "T05:00", with: "T05:01")
        let unknown = log.replacingOccurrences(
            of: #"T07:00:30Z","model":"gpt-4.1""#, with: #"T07:00:30Z","model":"nobody""#)
        let outcome = try await Self.run("- --budget 1000/month --prices list-2026", log: unknown)
        #expect(outcome.exitCode == 1)
        #expect(
            outcome.output.contains("Spend is more than this: 4 requests without a price left out"))
        #expect(outcome.errors.contains("--budget can't be judged: 4 requests without a price"))
        let csv = try await Self.run("- --format csv --prices list-2026", log: unknown)
        #expect(csv.errors.contains("Spend is more than this: 4 requests without a price left out"))
    }

    /// Of calls it is known that there were none; of a bill nothing is beyond its rows.
    @Test func boundsSayWhatIsKnown() async throws {
        let calls = try await Self.run(
            "- --from 2026-01-03 --to 2026-01-10 --measure requests", log: Self.log([0, 2, 2]))
        #expect(calls.output.contains("8 whole days are known, 2026-01-03 to 2026-01-10, in UTC"))
        let rows = (5...8).map { "2026-01-0\($0),1\n" }.joined()
        let bill = try await Self.run(
            "--series - --from 2026-01-03 --to 2026-01-12", log: "date,spend\n" + rows)
        #expect(bill.output.contains("4 whole days are known, 2026-01-05 to 2026-01-08, in UTC"))
        #expect(!bill.output.contains("is left out"))
    }

    /// A row a day at noon reaches to the next noon, of which no row tells.
    @Test func aBillEndsWithThePeriodOfItsLastRow() async throws {
        let rows = (5...8).map { "2026-01-0\($0)T12:00:00Z,1\n" }.joined()
        let outcome = try await Self.run("--series - --format json", log: "time,spend\n" + rows)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output.contains(#""part_after_left_out" : false"#))
    }

    @Test func weeksEndOnSundays() async throws {
        let weeks = ["05", "12", "19", "26"].map { "2026-01-\($0),5\n" }.joined()
        let log = "date,requests\n" + weeks + "2026-02-01,5\n"
        for (count, end) in [(1, "2026-02-08"), (3, "2026-02-22")] {
            let outcome = try await Self.run(
                "--series - --every week --to 2026-02-02 --horizon \(count)", log: log)
            #expect(outcome.output.contains("2026-02-02 to \(end)"), "\(outcome.errors)")
            #expect(outcome.output.contains("4 whole weeks are known, 2026-01-05 to 2026-02-01"))
        }
    }

    @Test func aHistoryGivenAsALogIsSentToSeries() async throws {
        let outcome = try await Self.run("-", log: "date,spend\n2026-01-05,1\n")
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("give it to 'tollgate forecast --series FILE'"))
    }

    /// Nothing is not what they cost.
    @Test func spendOfCallsWithoutAnyPriceIsNotForecast() async throws {
        let log = Self.log([2, 2, 2, 2]).replacingOccurrences(of: "gpt-4.1", with: "nobody")
        let outcome = try await Self.run("- --prices list-2026", log: log)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("Spend is not known: none of 192 requests has a price."))
        #expect(!outcome.output.contains("$"))
        let budget = try await Self.run("- --prices list-2026 --budget 5/month", log: log)
        #expect(budget.exitCode == 2)
        #expect(budget.errors.contains("there is no spend to forecast"))
    }

    @Test func spendIsThatUnderThePolicy() async throws {
        let requested = try await Self.run(
            "- --measure spend --format csv --quiet", log: Self.log([2, 2, 2]))
        let routed = try await Self.run(
            """
            - --measure spend --policy tutorial --format csv --quiet --assume content_length=10 \
            --assume message_count=1 --assume system=none
            """, log: Self.log([2, 2, 2]))
        #expect(routed.exitCode == 0, "\(routed.errors)")
        #expect(requested.output != routed.output)
    }

    /// The day of 29 March 2026 has 23 hours in Berlin.
    @Test func hoursAreThoseOfTheZone() async throws {
        let rows = (0..<80).map { hour in
            let time = Date(timeIntervalSince1970: 1_774_569_600 + Double(hour) * 3600)
            return "\(time.ISO8601Format()),\(100 + hour % 24)"
        }
        let outcome = try await Self.run(
            "--series - --every hour --horizon 3 --timezone Europe/Berlin --format csv --quiet",
            log: "time,requests\n" + rows.joined(separator: "\n") + "\n")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let periods = outcome.output.split(separator: "\r\n").dropFirst().map {
            $0.split(separator: ",")[1]
        }
        #expect(
            periods == [
                "2026-03-30T10:00:00+02:00", "2026-03-30T11:00:00+02:00",
                "2026-03-30T12:00:00+02:00",
            ])
    }

    @Test(arguments: [
        ("time,spend\n2026-01-05,1\n2026-01-06,1\n2026-01-08,1\n", "-:4: time follows a gap"),
        ("date,spend\n2026-01-05,\n", "-:2: spend is empty; expected a number"),
        ("date,spend\n2026-01-05,-1\n", "-:2: spend is \"-1\"; expected an amount"),
        ("date,requests\n2026-01-05,1.5\n", "-:2: requests is \"1.5\"; expected a whole number"),
        ("date,spend\nMonday,1\n", "-:2: date is \"Monday\"; expected a date such as 2026-01-05"),
        ("date,cost\n2026-01-05,1\n", "-:1: header has none of the columns requests, tokens and"),
        ("day,spend\n2026-01-05,1\n", "-:1: header has 0 columns time or date; expected one"),
        ("date,spend\n", "-:1: header is followed by no rows"),
        ("date,spend\n2026-01-05,1\n2026-01-06,1\n", "2 whole days known; a forecast needs 3"),
    ])
    func aFaultOfASeriesIsNamed(_ series: String, _ message: String) async throws {
        let outcome = try await Self.run("--series -", log: series)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.hasPrefix("tollgate: " + message), "\(outcome.errors)")
    }

    @Test(arguments: [
        ("", Int32(64), "expected logs or datasets, or a history with --series"),
        ("- --series x.csv", 64, "--series stands instead of logs"),
        ("- --horizon '12 hours'", 64, "expected a number of days such as 30"),
        ("- --horizon 5000", 64, "expected at most 2000"),
        ("- --horizon 1000000000", 64, "expected at most 2000"),
        ("- --horizon 99999999999999999999", 64, "such as '4 weeks'; at most 2000"),
        ("- --season 1", 64, "expected a number of days from 2 on, or none"),
        ("- --budget 5000", 64, "expected an amount and a time such as 5000/month"),
        ("- --budget 5/month --every week", 64, "weeks don't fit into it; use --every day"),
        ("- --budget 5/month --measure tokens", 64, "--budget is about spend"),
        ("- --baseline all", 64, "--baseline says nothing about a forecast"),
        ("- --season 5", 2, "two of them are 10 days, and 4 are known"),
        ("- --method holt-winters", 2, "4 days without a season are known"),
        ("- --from 2027-01-01", 2, "there are no calls to forecast from"),
    ])
    func wrongUsageIsRefused(
        _ arguments: String, _ code: Int32, _ message: String
    ) async throws {
        let outcome = try await Self.run(arguments, log: Self.log([1, 1, 1, 1]))
        #expect(outcome.exitCode == code)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: [
        (
            "2261-12", "--horizon 400", "400 days from 2261-12-10 on reach beyond 2261-12-31"
        ),
        ("1970-01", "--every hour", "a forecast takes at most 50,000"),
    ])
    func timesTooFarApartAreRefused(
        _ month: String, _ options: String, _ message: String
    ) async throws {
        let days = (5...10).map { day in
            #"{"ts":"\#(month)-\#(Self.pad(day))T00:00:30Z","model":"gpt-4.1","prompt_tokens":1,"#
                + #""completion_tokens":1}"# + "\n"
        }
        let last = month == "1970-01" ? Self.log([1]) : ""
        let outcome = try await Self.run("- " + options, log: days.joined() + last)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    /// Three quadrillions of tokens a day.
    @Test func largeCountsAreNumbers() async throws {
        let days = (5...10).map { "2026-01-\(Self.pad($0)),3000000000000000" }
        let outcome = try await Self.run(
            "--series - --horizon 1 --format csv --quiet",
            log: (["date,tokens"] + days).joined(separator: "\n") + "\n")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(
            outcome.output.contains("tokens,2026-01-11,3000000000000000.00,3000000000000000.00,"))
    }

    /// The history says nothing of money, so there is no budget to check.
    @Test func aBudgetNeedsSpend() async throws {
        let outcome = try await Self.run(
            "--series - --budget 5/month",
            log: "date,requests\n2026-01-05,1\n2026-01-06,1\n2026-01-07,1\n")
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("there is no spend to forecast"))
    }
}
