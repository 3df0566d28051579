import Foundation
import Testing

/// HTML reports in a real browser: on a laptop, on a phone, in the dark and on paper.
///
/// Looked for are requests, errors, scripts, pages that are too wide, text that is cut off, too small
/// or too pale, letters that meet, and what a screen reader needs.
@Suite(
    .enabled(
        if: Browser.python != nil,
        "TOLLGATE_TEST_TOOLS names no folder; Scripts/test-tools makes one"))
struct BrowserTests {
    private static let trace = [
        "Fixtures/azure-2023/AzureLLMInferenceTrace_conv.csv", "--assume", "model=gpt-4.1",
        "--assume", "content_length=4*prompt_tokens", "--assume", "message_count=1", "--assume",
        "system=none", "--policy", "tutorial",
    ]

    /// Reports of every kind of picture and layout, by name.
    private static let reports: [(name: String, arguments: [String])] = [
        ("demo", ["demo"]),
        ("sweep", ["whatif"] + trace + ["--sweep", "content_length=500:50000:30"]),
        (
            "sweep-of-two",
            ["whatif"] + trace + [
                "--sweep", "content_length=500:50000:12", "--sweep", "content_length>1000=100,4000",
            ]
        ),
        ("difference", ["diff", "requested"] + trace.suffix(1) + trace.dropLast(2)),
        (
            "forecast",
            [
                "forecast", "--series", "Fixtures/cases/forecast-bill/bill.csv", "--horizon",
                "2 weeks", "--budget", "3200/month",
            ]
        ),
        ("return", ["roi", "tutorial"]),
        ("claims", ["audit", "tutorial"]),
        ("prices", ["prices", "diff", "headline-2026", "list-2026"]),
        ("mixes", ["whatif", "mix", "--tokens", "500M", "--target", "1485"]),
    ]

    @Test func `readers stumble over nothing`() async throws {
        try await Repository.withTemporaryFolder { folder in
            for report in Self.reports {
                try await write(report.name, report.arguments, to: folder)
            }
            try await write("hostile", ["replay"] + (try Self.hostileLog(folder)), to: folder)
            try await write("many-models", ["replay"] + (try Self.longLog(folder)), to: folder)
            let outcome = try await Browser.check(folder)
            #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
            #expect(outcome.output.hasSuffix("11 files, 0 findings\n"))
        }
    }

    /// A gate that can't fail is none: each of these faults has to be found.
    @Test(arguments: [
        (
            "<main>", "<main><img src=\"http://192.0.2.1/x.png\"/>",
            "asks for http://192.0.2.1/x.png"
        ),
        ("<main>", "<main><script>throw 1</script>", "console: "),
        ("<main>", "<main><p style=\"width: 2000px\">wide</p>", "px wide, not 390"),
        ("<main>", "<main><p style=\"color: #bbb\">pale</p>", "has a contrast of"),
        ("<main>", "<main><p style=\"font-size: 9px\">small</p>", "is written in 9px"),
        (
            "<main>",
            "<main><p style=\"width: 9px; overflow: hidden; white-space: nowrap\">cut</p>",
            "is cut off"
        ),
        ("<main>", "<main><h4>deep</h4>", "stands below a heading of level 0"),
        ("role=\"img\"", "role=\"group\"", "does not say what it shows"),
        ("<caption>", "<caption hidden=\"hidden\"></caption><caption>", "has no caption"),
        ("scope=\"row\"", "", "headings of nothing"),
        ("tabindex=\"0\"", "", "can't be scrolled by keyboard"),
    ])
    func `planted faults are found`(mark: String, fault: String, finding: String) async throws {
        try await Repository.withTemporaryFolder { folder in
            let page = try await TollgateProcess.run(["demo", "--format", "html"]).output
            let policy =
                page.firstRange(of: "default-src 'none'")
                ?? page.firstRange(of: "default-src &#39;none&#39;")
            var planted = page
            if let policy, fault.contains("<img") || fault.contains("<script") {
                planted.replaceSubrange(policy, with: "default-src *")
            }
            planted = planted.replacing(mark, with: fault)
            try folder.write(planted, to: "planted.html")
            let outcome = try await Browser.check(folder)
            #expect(outcome.exitCode == 1)
            #expect(outcome.output.contains(finding), "\(outcome.output.prefix(2_000))")
        }
    }

    private func write(_ name: String, _ arguments: [String], to folder: URL) async throws {
        let page = folder.appending(path: "\(name).html").path
        let outcome = try await TollgateProcess.run(
            arguments + ["--format", "html", "--quiet", "--out", page])
        // Claims that are wrong end an audit with 1.
        #expect(outcome.exitCode == 0 || name == "claims", "\(name): \(outcome.errors)")
    }

    private static let names = [
        "<script>alert(1)</script>", "=cmd|'/C calc'!A0", "\u{202E}txt.exe",
        String(repeating: "x", count: 300), String(repeating: "日本語", count: 30), "a\"b'c&d",
        "</style><svg onload=alert(1)>", "]]><!--", "שלום-model", "e\u{301}\u{301}",
    ]

    /// A log and a policy full of names that try to be markup, and how they are replayed.
    private static func hostileLog(_ folder: URL) throws -> [String] {
        let lines = names.indices.flatMap { one in
            names.indices.map { other in
                line(
                    model: other.isMultiple(of: 2) ? "gpt-4.1" : names[one], user: names[other],
                    team: names[one], hour: 10 * one + other)
            }
        }
        try folder.write(lines.joined(), to: "hostile.jsonl")
        let policy = """
            policy: "<img src=x onerror=alert(1)>"
            version: 1
            rules:
              - {name: "</pre><script>", when: content_length > 20000, use: requested}
              - {name: "'; DROP", use: deepseek-v3.2}

            """
        try folder.write(policy, to: "hostile.yaml")
        return [
            folder.appending(path: "hostile.jsonl").path, "--policy",
            folder.appending(path: "hostile.yaml").path, "--by", "team", "--by",
            "user,team,model,session,day,hour",
        ]
    }

    /// Four hundred models, of which most have no price.
    private static func longLog(_ folder: URL) throws -> [String] {
        let priced = ["gpt-4.1", "claude-sonnet-4.5", "deepseek-v3.2", "gemini-2.5-flash"]
        let lines = (0..<2_000).map { number in
            line(
                model: number.isMultiple(of: 5) ? "vendor/model-\(number / 5)" : priced[number % 4],
                user: "u\(number % 7)", team: "t\(number % 23)", hour: number * 4)
        }
        try folder.write(lines.joined(), to: "long.jsonl")
        return [
            folder.appending(path: "long.jsonl").path, "--policy", "tutorial", "--by", "team",
            "--by", "model", "--baseline", "all",
        ]
    }

    private static func line(model: String, user: String, team: String, hour: Int) -> String {
        let time = Date(timeIntervalSince1970: 1_767_225_600 + Double(hour) * 3_600)
        let record: [String: Any] = [
            "id": "r\(hour)", "ts": time.ISO8601Format(), "model": model, "user": user,
            "team": team, "prompt_tokens": 100 + hour % 997, "completion_tokens": 10 + hour % 89,
            "content_length": hour * 131 % 40_000, "message_count": 1,
            "system_contains": ["komplexe Analyse": false],
        ]
        let bytes = (try? JSONSerialization.data(withJSONObject: record)) ?? Data()
        return String(decoding: bytes, as: UTF8.self) + "\n"
    }
}

/// The browser, and the script that drives it.
enum Browser {
    /// The Python that has selenium; nil where the tools of the tests are not installed.
    static let python: URL? = ProcessInfo.processInfo.environment["TOLLGATE_TEST_TOOLS"].map {
        URL(filePath: $0).appending(path: "bin/python")
    }

    /// Looks at all pages of a folder.
    static func check(_ folder: URL) async throws -> (
        exitCode: Int32, output: String, errors: String
    ) {
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".html") }.sorted().map { folder.appending(path: $0).path }
        let script = Repository.root.appending(path: "Tests/Tools/browser_check.py").path
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = python
        process.arguments = [script] + pages
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        async let said = TollgateProcess.text(of: output)
        async let wrong = TollgateProcess.text(of: errors)
        let texts = await (said, wrong)
        process.waitUntilExit()
        return (process.terminationStatus, texts.0, texts.1)
    }
}
