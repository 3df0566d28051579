import Testing

/// The period that is looked at, and the zone that its days belong to.
@Suite struct PeriodTests {
    /// A call every hour, on the half hour, for the days around a change of the clocks.
    private static func log(_ month: String, _ days: ClosedRange<Int>) -> String {
        days.flatMap { day in
            (0..<24).map { hour in
                "{\"ts\":\"\(month)-\(twoDigits(day))T\(twoDigits(hour)):30:00Z\",\"model\":"
                    + "\"gpt-4.1\",\"prompt_tokens\":1,\"completion_tokens\":0}\n"
            }
        }.joined()
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    /// The day, and how many hours it has in the zone.
    @Test(arguments: [
        ("UTC", "2026-03-28", 24),
        ("Europe/Berlin", "2026-03-29", 23),
        ("Europe/Berlin", "2026-10-25", 25),
        ("Asia/Kolkata", "2026-03-29", 24),
        ("America/Havana", "2026-03-08", 23),
        ("America/Santiago", "2026-09-06", 23),
        ("Africa/Cairo", "2026-04-24", 23),
        ("Australia/Lord_Howe", "2026-04-05", 24),
    ])
    func aDateIsTheWholeDay(_ zone: String, _ day: String, _ hours: Int) async throws {
        let month = String(day.prefix(7))
        let number = Int(day.suffix(2)) ?? 1
        let days = max(1, number - 2)...(number + 2)
        let outcome = try await TollgateProcess.run(
            [
                "replay", "-", "--timezone", zone, "--from", day, "--to", day, "--by", "day",
                "--format", "csv", "--quiet",
            ], input: Self.log(month, days))
        #expect(outcome.exitCode == 0)
        let rows = outcome.output.split(separator: "\r\n").dropFirst()
        #expect(rows.map { $0.split(separator: ",")[1] } == [Substring(day)])
        #expect(rows.first?.split(separator: ",")[3] == "\(hours)")
    }

    @Test(arguments: [
        (["--from", "2026-01-05T10:30:00Z"], 38),
        (["--from", "2026-01-05T10:30:00.000000001Z"], 37),
        (["--to", "2026-01-05T10:30:00Z"], 10), (["--to", "2026-01-05T10:30:00.000000001Z"], 11),
        (["--to", "2026-01-05"], 24), (["--from", "2026-01-06"], 24),
        (["--from", "2026-01-05T12:00:00+02:00", "--to", "2026-01-05T12:00:00Z"], 2),
    ])
    func timesAreExact(_ options: [String], _ requests: Int) async throws {
        let outcome = try await TollgateProcess.run(
            ["replay", "-", "--format", "csv"] + options, input: Self.log("2026-01", 5...6))
        let row = outcome.output.split(separator: "\r\n")[1].split(separator: ",")
        #expect(row.contains("\(requests)"))
        #expect(outcome.errors.contains("only calls "))
    }

    @Test func anEmptyPeriodIsRefused() async throws {
        let outcome = try await TollgateProcess.run([
            "replay", "-", "--from", "2026-01-06", "--to", "2026-01-05",
        ])
        #expect(outcome.exitCode == 64)
        #expect(outcome.errors.contains("--from 2026-01-06 is not before --to 2026-01-05"))
    }

    /// A date means the same in --price-at and in a table's effective_from, whatever the zone.
    @Test func pricesOfADate() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(
                """
                prices: later
                version: 1
                currency: USD
                unit: 1M tokens
                effective_from: 2026-02-01
                models:
                  - {id: gpt-4.1, all_tokens: "1.00"}

                """, to: "p.yaml")
            let options = ["replay", "-", "--prices", "p.yaml", "--timezone", "Asia/Tokyo"]
            let log = Self.log("2026-01", 5...5)
            let plain = try await TollgateProcess.run(options, input: log, in: folder)
            #expect(plain.output.contains("no rate before 2026-02-01; use --price-at"))
            let fixed = try await TollgateProcess.run(
                options + ["--price-at", "2026-02-01"], input: log, in: folder)
            #expect(fixed.output.contains("As requested this traffic costs $0.000024."))
            #expect(fixed.output.contains("as if it were made at 2026-02-01T00:00:00Z"))
        }
    }
}
