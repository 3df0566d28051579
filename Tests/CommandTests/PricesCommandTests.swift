import Foundation
import Testing

/// Price lists in force one after another, in other currencies, compared and imported.
@Suite struct PricesCommandTests {
    private static func prices(
        _ name: String, _ rate: String, currency: String = "USD", from start: String? = nil
    ) -> String {
        """
        prices: \(name)
        version: 1
        currency: \(currency)
        unit: 1M tokens
        \(start.map { "effective_from: \($0)" } ?? "")
        models:
          - {id: m, input: \(rate), output: 9}
          - {id: n, input: 1, output: 2}

        """
    }

    private static let log =
        [
            ("m", "2026-01-31T23:59:59Z"), ("m", "2026-02-01T00:00:00Z"),
            ("n", "2026-03-01T00:00:00Z"),
        ]
        .map { model, time in
            #"{"ts":"\#(time)","model":"\#(model)","prompt_tokens":1000000,"completion_tokens":0}"#
        }.joined(separator: "\n") + "\n"

    private func run(
        _ arguments: [String], files: [String: String]
    ) async throws -> TollgateProcess.Outcome {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log, to: "log.jsonl")
            for (name, text) in files { try folder.write(text, to: name) }
            return try await TollgateProcess.run(arguments + ["--quiet"], in: folder)
        }
    }

    private func total(_ outcome: TollgateProcess.Outcome) throws -> String? {
        let root = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let column = (root as? [String: Any])?["as_requested"] as? [String: Any]
        return column?["total"] as? String
    }

    private let dated = [
        "old.yaml": Self.prices("old", "1"),
        "new.yaml": Self.prices("new", "10", from: "2026-02-01"),
    ]

    @Test(arguments: [
        ([], "12.00"), (["--price-at", "2026-01-15"], "3.00"),
        (["--price-at", "2026-02-15"], "21.00"),
    ])
    func pricesEachCallAtItsTime(_ options: [String], _ sum: String) async throws {
        let outcome = try await run(
            [
                "replay", "log.jsonl", "--prices", "new.yaml", "--prices", "old.yaml", "--format",
                "json",
            ]
                + options, files: dated)
        #expect(try total(outcome) == sum, "\(outcome.errors)")
        #expect(outcome.output.contains("old, then new from 2026-02-01T00:00:00Z"))
    }

    @Test func takesADateBehindAName() async throws {
        let outcome = try await run(
            [
                "replay", "log.jsonl", "--prices", "old.yaml", "--prices", "old2.yaml@2026-02-01",
                "--format", "json",
            ], files: ["old.yaml": Self.prices("old", "1"), "old2.yaml": Self.prices("late", "10")])
        #expect(try total(outcome) == "12.00", "\(outcome.errors)")
    }

    @Test func convertsAndSaysAtWhatRate() async throws {
        let outcome = try await run(
            [
                "replay", "log.jsonl", "--prices", "cny.yaml", "--fx", "CNY=0.14 USD @2026-01-01",
                "--format", "json",
            ], files: ["cny.yaml": Self.prices("cny", "10", currency: "CNY")])
        #expect(try total(outcome) == "2.94", "\(outcome.errors)")
        #expect(outcome.output.contains("1 CNY = 0.14 USD (2026-01-01), each rate rounded"))
        #expect(outcome.output.contains(#""rate" : "0.14""#))
    }

    @Test(arguments: [
        (
            ["--prices", "cny.yaml", "--prices", "usd.yaml@2026-02-01"],
            "price tables cny and usd are in CNY and USD; give a rate such as --fx 'USD=0.14 CNY"
        ),
        (
            ["--prices", "cny.yaml", "--currency", "USD"],
            "price table cny is in CNY, the report in USD; give a rate such as --fx 'CNY=0.14 USD"
        ),
        (
            ["--prices", "usd.yaml", "--fx", "CNY=0.14 USD @2026-01-01"],
            "--fx 1 CNY = 0.14 USD (2026-01-01): no price table is in CNY; leave it out"
        ),
        (
            ["--prices", "usd.yaml", "--prices", "usd.yaml"],
            "price tables usd and usd: neither says from when it is in force"
        ),
    ])
    func refusesWhatDoesNotFit(_ options: [String], _ message: String) async throws {
        let outcome = try await run(
            ["replay", "log.jsonl"] + options,
            files: [
                "cny.yaml": Self.prices("cny", "10", currency: "CNY"),
                "usd.yaml": Self.prices("usd", "1"),
            ])
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.hasPrefix("tollgate: \(message)"), "\(outcome.errors)")
    }

    @Test func takesDiscountsOff() async throws {
        let outcome = try await run(
            ["replay", "log.jsonl", "--prices", "p.yaml", "--format", "json"],
            files: [
                "p.yaml": Self.prices("p", "1") + "discounts: [{model: m, off: 12.5%}]\n"
            ])
        #expect(try total(outcome) == "2.75", "\(outcome.errors)")
        #expect(outcome.output.contains("discounts taken off the listed prices: m 12.5% by p"))
    }

    @Test(arguments: [
        (
            "text",
            ["2 rates of 1 model changed, 0 models added, 0 removed.", "a factor of about 1,000"]
        ),
        ("markdown", ["# Prices from `old` to `new`", "| m", "+99,900.00 %"]),
        ("csv", ["changed,m,,input,1.00,1000.00,99900.00,1000,USD"]),
        ("json", [#""schema" : "tollgate.prices-diff/1""#, #""suspected_factor" : 1000"#]),
    ])
    func comparesTables(_ format: String, _ words: [String]) async throws {
        let new = Self.prices("new", "1000").replacing("output: 9", with: "output: 10")
        let outcome = try await run(
            ["prices", "diff", "old.yaml", "new.yaml", "--format", format],
            files: ["old.yaml": Self.prices("old", "1"), "new.yaml": new])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        for word in words { #expect(outcome.output.contains(word), "\(word): \(outcome.output)") }
    }

    @Test func comparesTablesOnALog() async throws {
        let outcome = try await run(
            ["prices", "diff", "old.yaml", "other.yaml", "log.jsonl", "--format", "json"],
            files: ["old.yaml": Self.prices("old", "1"), "other.yaml": Self.prices("other", "1.5")])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        for word in [
            #""after" : "4.00""#, #""before" : "3.00""#, #""difference" : "1.00""#,
            #""difference" : "0.00""#, #""requests" : 2"#,
        ] {
            #expect(outcome.output.contains(word), "\(word): \(outcome.output)")
        }
    }

    /// A model that only one table prices did not become free.
    @Test func comparesOnlyWhatBothTablesPrice() async throws {
        let lacking = Self.prices("other", "2").replacing("id: n", with: "id: o")
        let outcome = try await run(
            ["prices", "diff", "old.yaml", "other.yaml", "log.jsonl", "--format", "csv"],
            files: ["old.yaml": Self.prices("old", "1"), "other.yaml": lacking])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("m,2,0,0,2.00,4.00,2.00,USD"), "\(outcome.output)")
        #expect(outcome.output.contains("n,1,0,1,1.00,,,USD"), "\(outcome.output)")
    }

    @Test func importsAList() async throws {
        let list = Repository.root.appending(
            path: "Fixtures/litellm-prices/model_prices_and_context_window.json"
        ).path
        try await Repository.withTemporaryFolder { folder in
            let written = try await TollgateProcess.run(
                ["prices", "import", list, "--out", "mine.yaml", "--effective-from", "2026-01-01"],
                in: folder)
            #expect(written.exitCode == 0, "\(written.errors)")
            #expect(written.errors.contains("left out sample_spec: no model"))
            let diff = try await TollgateProcess.run(
                ["prices", "diff", list, "mine.yaml"], in: folder)
            #expect(diff.output.contains("0 rates of 0 models changed, 0 models added, 0 removed"))
        }
    }

    @Test(arguments: [
        (["gpt-4"], "gpt-4: not in price table model_prices_and_context_window; near: gpt-4o"),
        (["gpt-4o", "sample_spec"], "sample_spec: not in price table"),
    ])
    func importsNothingUnknown(_ models: [String], _ message: String) async throws {
        let outcome = try await TollgateProcess.run(
            ["prices", "import", "Fixtures/litellm-prices/model_prices_and_context_window.json"]
                + models.flatMap { ["--model", $0] })
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.hasPrefix("tollgate: \(message)"), "\(outcome.errors)")
    }
}
