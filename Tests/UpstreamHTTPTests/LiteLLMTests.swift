import Documents
import Foundation
import Limits
import Pricing
import Testing
import Upstream
import UpstreamHTTP

/// LiteLLM's proxy with answers made up: its errors, and what it says that calls cost.
@Suite(
    .enabled(if: TestTools.folder != nil, TestTools.advice), .serialized,
    .timeLimit(.minutes(5)), ServerTrait.liteLLM)
struct LiteLLMTests {
    /// The proxy multiplies binary fractions: its costs are exact but for their last digits.
    @Test(arguments: [
        ("gpt-4.1", "gpt-4.1"), ("gemini-2.5-flash", "gemini/gemini-2.5-flash"),
        ("claude-sonnet-4-5", "claude-sonnet-4-5"), ("deepseek-chat", "deepseek/deepseek-chat"),
    ])
    func aCallCostsWhatTheProxySays(_ model: String, entry: String) async throws {
        let server = try ServerTrait.server()
        let usage = try #require(try await attempt(model).completion?.knownUsage)
        #expect(usage.input > 0 && usage.output > 0)
        let prices = try PriceTable(Document(contentsOf: try Self.priceList()))
        let call = prices.priceClass(
            serviceTier: .standard,
            totalInput: usage.totalInput, at: nil)
        let cost = try #require(prices.quote(model: entry, usage: usage, in: call).total)
        let header = try await Self.costHeader(model, server)
        let stated = try #require(DecimalNumber(header).flatMap { Money(rounding: $0) })
        #expect(cost == stated)
        #expect(cost > .zero)
    }

    @Test(arguments: [
        ("mock-429", 429, UpstreamFailure.Kind.rateLimited), ("mock-500", 500, .status),
        ("mock-400", 400, .status), ("no-such-model", 400, .status),
    ])
    func anErrorIsOneLineWithItsCode(
        _ model: String, _ status: Int, _ kind: UpstreamFailure.Kind
    ) async throws {
        let attempt = try await attempt(model)
        let failure = try #require(attempt.failure)
        #expect(attempt.status == status)
        #expect(failure.kind == kind)
        #expect(failure.code == "\(status)")
        #expect(failure.usage == .zero)
        #expect(!failure.message.contains { $0.isNewline })
        #expect(failure.message.hasPrefix("status \(status): "))
    }

    @Test func aWrongKeyIsRefusedAndNotRepeated() async throws {
        let server = try ServerTrait.server()
        let key = String(Client.key.reversed())
        try await withTransport { transport in
            let client = UpstreamClient(
                try Endpoint(server.url + "/v1"), key: try APIKey(key, from: "the test"),
                over: transport)
            let attempts = await client.send(Client().request).attempts
            #expect(attempts.count == 1)
            #expect(attempts.first?.failure?.message.contains(key) == false)
            #expect(400...403 ~= attempts.first?.status ?? 0)
        }
    }

    @Test func aStreamEndsWithItsUsage() async throws {
        let completion = try await attempt("gpt-4.1", isStreamed: true).completion
        #expect(completion?.content == "A mock.")
        #expect(completion?.finishReason == "stop")
        #expect(completion?.usage != .unknown)
    }

    private func attempt(_ model: String, isStreamed: Bool = false) async throws -> Attempt {
        var client = Client()
        (client.request.model, client.request.isStreamed) = (model, isStreamed)
        return try await client.attempt(at: ServerTrait.server().url)
    }

    private static func costHeader(
        _ model: String, _ server: ForeignServer
    ) async throws -> String {
        let body = #"{"model": "\#(model)", "messages": [{"role": "user", "content": "Hi."}]}"#
        return try await withTransport { transport in
            let answer = try await transport.send(
                WireRequest(
                    method: "POST", url: server.url + "/v1/chat/completions",
                    headers: [
                        ("Content-Type", "application/json"),
                        ("Authorization", "Bearer \(Client.key)"),
                    ], body: Array(body.utf8)))
            return try #require(
                answer.headers.first { $0.name == "x-litellm-response-cost" }?.value)
        }
    }

    /// The list that the proxy itself goes by.
    private static func priceList() throws -> String {
        let libraries = try #require(TestTools.folder).appending(path: "lib")
        let versions = try FileManager.default.contentsOfDirectory(atPath: libraries.path())
        let python = try #require(versions.first { $0.hasPrefix("python") })
        return libraries.appending(path: python)
            .appending(
                path: "site-packages/litellm/model_prices_and_context_window_backup.json"
            ).path()
    }
}

extension ServerTrait {
    fileprivate static var liteLLM: ServerTrait {
        ServerTrait(health: "/health/liveliness") { port, _ in
            [
                "env", "LITELLM_LOCAL_MODEL_COST_MAP=True", "LITELLM_MASTER_KEY=\(Client.key)",
                try TestTools.program("litellm"), "--config", TestTools.script("litellm.yaml"),
                "--host", "127.0.0.1", "--port", "\(port)",
            ]
        }
    }
}
