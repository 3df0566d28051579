import Foundation
import Testing

/// `tollgate live` from its command line to a service on loopback and back.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct LiveCommandTests {
    /// A stream of two pieces with 100 tokens in, of which 40 from a cache, and 5 out.
    private static let answer = """
        data: {"model":"served","choices":[{"index":0,"delta":{"content":"Hi"}}]}

        data: {"model":"served","choices":[{"index":0,"delta":{"content":"!"},"finish_reason":"stop"}]}

        data: {"model":"served","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":5,\
        "prompt_tokens_details":{"cached_tokens":40}}}

        data: [DONE]


        """

    private static func service() throws -> LoopbackServer {
        try LoopbackServer { connection in
            while let request = connection.request() {
                connection.tell(request)
                connection.answer(200, ["Content-Type: text/event-stream"], answer)
            }
        }
    }

    private func arguments(_ server: LoopbackServer, _ more: String...) -> [String] {
        ["log.jsonl", "--base-url", server.url + "/v1", "--rate", "1000/s"] + more
    }

    @Test func aSampleIsSentMeasuredAndKept() async throws {
        let server = try Self.service()
        defer { server.stop() }
        try await withLog(of: 40) { folder in
            let outcome = try await LiveProgram.run(
                arguments(
                    server, "--sample", "10", "--yes", "--format", "json", "--run", "first",
                    "--store", "store.db", "--log", "kept.jsonl"), in: folder)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let result = try outcome.json()
            let all = try #require(result["all"] as? [String: Any])
            #expect(result["schema"] as? String == "tollgate.live/1")
            #expect(all["answered"] as? Int == 10)
            // Five calls at 8.00 and five at 0.42 per million, 105 tokens each.
            #expect(all["cost"] as? String == "0.0044205")
            // Of forty calls alike, four times as much.
            let log = try #require(result["cost_of_log"] as? [String: Any])
            #expect(log["value"] as? String == "0.017682")

            let kept = try String(
                contentsOf: folder.appending(path: "kept.jsonl"), encoding: .utf8)
            let records = kept.split(separator: "\n")
            #expect(records.count == 10)
            #expect(records.allSatisfy { $0.contains("\"cached_tokens\":40") })
            #expect(records.allSatisfy { $0.contains("\"served_model\":\"served\"") })

            let again = try await LiveProgram.run(
                arguments(server, "--yes", "--run", "first", "--store", "store.db"), in: folder)
            #expect(again.exitCode == 2)
            #expect(again.errors.contains("store.db#first: is there already"))
        }
    }

    @Test(arguments: [
        ("text", "4 of 4 requests were answered"), ("markdown", "# Live run `form`"),
        ("csv", "model,measure,answers,share,value_s,lower_s,upper_s,coverage,needed"),
        ("html", "<title>Live run form"),
    ])
    func everyFormTellsTheResult(form: String, part: String) async throws {
        let server = try Self.service()
        defer { server.stop() }
        try await withLog(of: 4) { folder in
            let outcome = try await LiveProgram.run(
                arguments(
                    server, "--sample", "4", "--yes", "--quiet", "--run", "form", "--format", form),
                in: folder)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains(part), "\(outcome.output.prefix(300))")
        }
    }

    @Test func oneFileIsNotTakenForTwoThings() async throws {
        try await withLog(of: 4) { folder in
            for (option, path) in [("--log", "x.jsonl"), ("--store", "x.db")] {
                let outcome = try await LiveProgram.run(
                    ["log.jsonl", "--yes", option, path, "--out", "./\(path)"], in: folder)
                #expect(outcome.exitCode == 64)
                #expect(outcome.errors.contains("both name"))
            }
        }
    }

    @Test func theKeyIsNowhereToBeSeen() async throws {
        let server = try LoopbackServer { connection in
            while let request = connection.request() {
                // What a careless service does: it repeats the key.
                connection.tell(request)
                connection.answer(500, [], "bad key \(Client.key)")
            }
        }
        defer { server.stop() }
        try await withLog(of: 4) { folder in
            let outcome = try await LiveProgram.run(
                arguments(
                    server, "--yes", "--retries", "0", "--store", "store.db", "--log",
                    "kept.jsonl", "--out", "report.html", "--format", "html"), in: folder)
            #expect(outcome.exitCode == 2)
            #expect(await server.event()?.contains("Bearer \(Client.key)") == true)
            let files = try FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: nil)
            #expect(files.count >= 4)
            let contents = try files.map { try Data(contentsOf: $0) }
            let key = Data(Client.key.utf8)
            let texts = [Data(outcome.output.utf8), Data(outcome.errors.utf8)]
            #expect((contents + texts).allSatisfy { $0.firstRange(of: key) == nil })
        }
    }

    @Test func aPlanSendsNothing() async throws {
        let server = try Self.service()
        defer { server.stop() }
        try await withLog(of: 40) { folder in
            let plan = try await LiveProgram.run(
                arguments(server, "--sample", "6", "--dry-run", "--format", "json"), in: folder,
                key: nil)
            #expect(plan.exitCode == 0, "\(plan.errors)")
            let sent = try #require(try plan.json()["plan"] as? [String: Any])
            #expect(sent["requests"] as? Int == 6)
            let unasked = try await LiveProgram.run(arguments(server, "--sample", "6"), in: folder)
            #expect(unasked.exitCode == 2)
            #expect(unasked.errors.contains("nothing was sent"))
            #expect(server.connections == 0)
        }
    }

    @Test func aLimitOnSpendingHolds() async throws {
        let server = try Self.service()
        defer { server.stop() }
        try await withLog(of: 40) { folder in
            let outcome = try await LiveProgram.run(
                arguments(
                    server, "--sample", "40", "--yes", "--format", "json", "--retries", "0",
                    "--max-spend", "0.01"), in: folder)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let result = try outcome.json()
            let ending = try #require(result["ending"] as? [String: Any])
            #expect(ending["kind"] as? String == "spend_limit")
            let all = try #require(result["all"] as? [String: Any])
            let cost = try #require((all["cost"] as? String).flatMap { Decimal(string: $0) })
            #expect(cost > 0)
            #expect(cost <= Decimal(string: "0.01") ?? 0)
        }
    }

    @Test func anInterruptKeepsWhatWasMeasured() async throws {
        let server = try LoopbackServer.answeringOnce(Self.answer)
        defer { server.stop() }
        try await withLog(of: 40) { folder in
            let program = LiveProgram(
                arguments(
                    server, "--sample", "40", "--yes", "--format", "json", "--concurrency", "1",
                    "--log", "kept.jsonl"), in: folder)
            try program.start()
            // The second request is there, so the first one has ended.
            #expect(await server.event() == "answered")
            #expect(await server.event() == "waiting")
            program.interrupt()
            let outcome = try await program.finish()
            #expect(outcome.exitCode == 2)
            let result = try outcome.json()
            let ending = try #require(result["ending"] as? [String: Any])
            #expect(ending["kind"] as? String == "interrupted")
            let all = try #require(result["all"] as? [String: Any])
            #expect(all["answered"] as? Int == 1)
            let kept = try String(
                contentsOf: folder.appending(path: "kept.jsonl"), encoding: .utf8)
            #expect(kept.split(separator: "\n").count == 2)
        }
    }

    @Test func aMissingKeyIsSaidBeforeAnythingIsSent() async throws {
        let server = try Self.service()
        defer { server.stop() }
        try await withLog(of: 4) { folder in
            let outcome = try await LiveProgram.run(
                arguments(server, "--yes", "--quiet", "--key-env", "NO_SUCH_KEY"), in: folder)
            #expect(outcome.exitCode == 2)
            #expect(
                outcome.errors.hasPrefix("tollgate: $NO_SUCH_KEY is not set"), "\(outcome.errors)")
            #expect(server.connections == 0)
        }
    }
}

extension LoopbackServer {
    /// Answers the first request, and leaves the others waiting.
    fileprivate static func answeringOnce(_ answer: String) throws -> LoopbackServer {
        try LoopbackServer { connection in
            guard connection.request() != nil else { return }
            connection.answer(200, ["Content-Type: text/event-stream"], answer)
            connection.tell("answered")
            guard connection.request() != nil else { return }
            connection.tell("waiting")
            connection.tellClosing()
        }
    }
}
