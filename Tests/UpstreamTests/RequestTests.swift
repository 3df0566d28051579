import Documents
import Foundation
import Testing
import Upstream

@Suite struct RequestTests {
    /// What goes over the wire for a request.
    private func wire(_ request: ChatRequest) throws -> WireRequest {
        let trial = Trial([])
        let client = try trial.client()
        _ = trial.time.run { await client.send(request) }
        return try #require(trial.transport.requests.first)
    }

    private func body(_ request: ChatRequest) throws -> String {
        String(decoding: try wire(request).body, as: UTF8.self)
    }

    private let hello = ChatRequest(
        model: "gpt-4.1", messages: [.init(role: "user", content: "Say \"hi\"/👋\n")])

    @Test func aRequestHasTheDefaultsOfTheClient() throws {
        #expect(
            try body(hello) == #"""
                {"temperature":0.7,"max_tokens":2048,"messages":[{"content":"Say \"hi\"/👋\n","role":"user"}],"model":"gpt-4.1"}
                """#)
    }

    @Test func aStreamAsksForItsUsage() throws {
        var request = hello
        request.isStreamed = true
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(try wire(request).body)) as? [String: Any])
        #expect(object["stream"] as? Bool == true)
        #expect(object["stream_options"] as? [String: Bool] == ["include_usage": true])
    }

    @Test(arguments: ["0", "0.1", "1", "2", "0.123456789012345678901234567890123456789012345"])
    func theTemperatureIsSentAsItIsWritten(written: String) throws {
        var request = hello
        request.temperature = try #require(DecimalNumber(written))
        #expect(try body(request).hasPrefix("{\"temperature\":\(written),"))
    }

    @Test func theRequestGoesToTheEndpointWithTheKeyInAHeader() throws {
        let wire = try wire(hello)
        #expect(wire.method == "POST")
        #expect(wire.url == "https://api.holysheep.ai/v1/chat/completions")
        let headers = Dictionary(uniqueKeysWithValues: wire.headers.map { ($0.name, $0.value) })
        #expect(
            headers == [
                "Authorization": "Bearer \(Trial.secret)", "Content-Type": "application/json",
                "Accept": "application/json",
            ])
    }
}
