import Foundation
import Limits
import Pricing
import Testing
import Upstream
import UpstreamHTTP

/// llama.cpp with a tiny model: an upstream that really generates, and counts its tokens itself.
@Suite(
    .enabled(if: TestTools.folder != nil, TestTools.advice), .serialized,
    .timeLimit(.minutes(5)), ServerTrait.llama)
struct LlamaTests {
    @Test(arguments: [false, true])
    func usageIsWhatTheServerCounted(_ isStreamed: Bool) async throws {
        let server = try ServerTrait.server()
        let before = try await server.counters()
        let completion = try #require(
            try await Client(isStreamed: isStreamed).attempt(at: server.url).completion)
        let after = try await server.counters()
        guard case .known(let usage) = completion.usage else {
            Issue.record("no usage: \(completion)")
            return
        }
        #expect(usage.input == after.evaluated - before.evaluated)
        #expect(usage.cacheRead == after.cached - before.cached)
        #expect(usage.output == after.generated - before.generated)
        #expect(usage.output == 8)
        #expect(completion.finishReason == "length")
        #expect(completion.servedModel == "tiny")
    }

    @Test func aPromptThatComesAgainIsReadFromTheCache() async throws {
        let server = try ServerTrait.server()
        var client = Client(isStreamed: false)
        client.request.messages[0].content = "A prompt of its own, \(UUID())."
        let first = try await client.attempt(at: server.url).completion?.known
        let second = try await client.attempt(at: server.url).completion?.known
        let (fresh, again) = (try #require(first), try #require(second))
        #expect(again.cacheRead > fresh.cacheRead)
        #expect(again.totalInput == fresh.totalInput)
        #expect(again.input + again.cacheRead == again.totalInput)
    }

    @Test func aStreamComesInPieces() async throws {
        let attempt = try await Client(isStreamed: true).attempt(at: ServerTrait.server().url)
        let first = try #require(attempt.firstByte)
        #expect(attempt.pieces.count > 1)
        #expect(attempt.pieces == attempt.pieces.sorted())
        #expect(attempt.pieces.allSatisfy { first <= $0 && $0 <= attempt.end })
    }

    @Test func anErrorKeepsItsNumber() async throws {
        var client = Client(isStreamed: false)
        client.request.maxTokens = 1
        client.request.messages[0].content = String(repeating: "too long ", count: 5000)
        let attempt = try await client.attempt(at: ServerTrait.server().url)
        #expect(attempt.status == 400)
        #expect(attempt.failure?.kind == .status)
        #expect(attempt.failure?.code == "400")
    }
}

/// The same server, stopped or killed in the middle of a stream.
@Suite(
    .enabled(if: TestTools.folder != nil, TestTools.advice), .serialized,
    .timeLimit(.minutes(5)))
struct LlamaFaultTests {
    @Test func aServerThatIsStoppedRunsIntoTheDeadline() async throws {
        try await ServerTrait.llama.run { server in
            var client = Client(isStreamed: true, maxTokens: 20_000)
            client.options.limits.attempt = .seconds(3)
            let attempt = try await client.attempt(at: server.url, handOn: server.once("STOP"))
            #expect(attempt.failure?.kind == .deadline)
            #expect(attempt.failure?.usage == nil)
            #expect(!attempt.pieces.isEmpty)
            #expect(attempt.end - attempt.start < .seconds(20))
            try server.signal("CONT")
            try await server.waitUntilIdle()
        }
    }

    @Test func aServerThatIsKilledLeavesTheUsageUnknown() async throws {
        try await ServerTrait.llama.run { server in
            let client = Client(isStreamed: true, maxTokens: 20_000)
            let attempt = try await client.attempt(at: server.url, handOn: server.once("KILL"))
            let failure = try #require(attempt.failure)
            #expect([.cut, .connection].contains(failure.kind))
            #expect(failure.usage == nil)
            #expect(!attempt.pieces.isEmpty)
        }
    }
}

extension ServerTrait {
    static var llama: ServerTrait {
        ServerTrait(health: "/health") { port, folder in
            [
                try TestTools.program("python"), TestTools.script("llama_server.py"),
                folder.appending(path: "tiny.gguf").path(), "\(port)",
            ]
        }
    }

    func run(
        isolation: isolated (any Actor)? = #isolation,
        _ use: (ForeignServer) async throws -> Void
    ) async throws {
        try await ForeignServer.run(health: health, command, use: use)
    }
}

extension Client {
    fileprivate init(isStreamed: Bool, maxTokens: Int64 = 8) {
        self.init()
        (request.isStreamed, request.maxTokens) = (isStreamed, maxTokens)
    }
}

extension Completion {
    fileprivate var known: TokenUsage? {
        if case .known(let usage) = usage { usage } else { nil }
    }
}

extension ForeignServer {
    /// What the server itself counts, since it was started.
    fileprivate struct Counters {
        var evaluated: UInt64
        var cached: UInt64
        var generated: UInt64
        var processing: UInt64
    }

    /// Sends a signal with the first piece of an answer; the next isn't read before.
    fileprivate func once(_ name: String) -> AnswerHandler {
        { [self] _ in try? signal(name) }
    }

    fileprivate func counters() async throws -> Counters {
        let text = try await withTransport { transport in
            try await transport.send(
                WireRequest(method: "GET", url: url + "/metrics", headers: [])
            ).text()
        }
        func count(_ name: String) throws -> UInt64 {
            let line = text.split(separator: "\n").first { $0.hasPrefix("llamacpp:\(name) ") }
            return try #require(line?.split(separator: " ").last.flatMap { UInt64($0) })
        }
        return Counters(
            evaluated: try count("prompt_tokens_total"),
            cached: try count("prompt_tokens_cached_total"),
            generated: try count("tokens_predicted_total"),
            processing: try count("requests_processing"))
    }

    /// The server ends what nobody listens to any more: it has seen that the connection is closed.
    fileprivate func waitUntilIdle() async throws {
        while try await counters().processing > 0 { try await Task.sleep(for: .milliseconds(50)) }
    }
}
