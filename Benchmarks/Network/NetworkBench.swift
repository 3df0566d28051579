import ArgumentParser
import Foundation
import Limits
import Upstream
import UpstreamHTTP

/// Asks a service on loopback again and again, and tells what that took on the client's side.
@main
struct NetworkBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "tollgate-net-bench")

    @Option(help: "The service's base URL, up to /v1.")
    var url: String
    @Option var requests: Int
    @Option(help: "How many requests are under way at a time.")
    var concurrency: Int
    @Option var repetitions: Int
    @Flag(help: "Send over the bare transport, without the client that reads and checks answers.")
    var bare = false

    func run() async throws {
        let transport = try HTTPTransport(HTTPSettings(connectionsPerHost: concurrency))
        let load = Load(
            requests: requests, concurrency: concurrency,
            send: try bare ? bareSending(transport) : sending(transport))
        // Once untimed: connections are made, code is paged in.
        _ = try await load.play()
        var plays: [Load.Play] = []
        for _ in 0..<repetitions { plays.append(try await load.play()) }
        await transport.shutDown()
        let line: [String: Any] = [
            "work": bare ? "w6-transport" : "w6-client", "requests": requests,
            "concurrency": concurrency, "repetitions": plays.map(\.timing),
            "latencies": plays.map(\.latencies), "answer": ["completed": requests],
        ]
        let json = try JSONSerialization.data(withJSONObject: line, options: .sortedKeys)
        print(String(decoding: json, as: UTF8.self))
    }

    private func sending(_ transport: HTTPTransport) throws -> @Sendable () async -> Bool {
        let key = try APIKey("sk-0123456789abcdefghij", from: "the benchmark")
        let client = UpstreamClient(try Endpoint(url), key: key, over: transport)
        let message = ChatRequest.Message(role: "user", content: "Say hi.")
        let request = ChatRequest(model: "gpt-4.1", messages: [message])
        return { await client.send(request).completion?.usage.isKnown == true }
    }

    private func bareSending(_ transport: HTTPTransport) throws -> @Sendable () async -> Bool {
        let request = WireRequest(
            method: "POST", url: url + "/chat/completions",
            headers: [("Content-Type", "application/json")], body: Array("{}".utf8))
        return {
            guard let answer = try? await transport.send(request) else { return false }
            var count = 0
            do {
                for try await piece in answer.body { count += piece.count }
            } catch {
                return false
            }
            return answer.status == 200 && count > 0
        }
    }
}

extension Completion.Usage {
    fileprivate var isKnown: Bool { self != .unknown }
}
