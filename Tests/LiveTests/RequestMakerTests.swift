import Calls
import Pricing
import Routing
import Testing
import Upstream

@testable import Live

@Suite struct RequestMakerTests {
    private static func make(
        _ drawn: [DrawnRequest], choice: ModelChoice = .logged, seed: UInt64 = 1
    ) throws -> [PlannedRequest] {
        try RequestMaker(choice: choice, seed: seed).requests(drawn)
    }

    private static func words(_ request: PlannedRequest) -> Int {
        request.chat.messages.reduce(0) { $0 + $1.content.split(separator: " ").count }
    }

    @Test func textThatIsMadeUpHasAWordAToken() throws {
        let drawn = (0..<3).map { DrawnRequest.made(second: $0, input: 700) }
        let requests = try Self.make(drawn)
        #expect(requests.map(\.text) == [.synthetic, .synthetic, .synthetic])
        #expect(requests.allSatisfy { Self.words($0) == 700 })
        #expect(requests.map(\.number) == [0, 1, 2])
        // No prompt is like another one, within a run or of another.
        let prompts = try (requests + Self.make(drawn, seed: 2)).map(\.chat.messages)
        #expect(Set(prompts).count == 6)
        #expect(Set(prompts.compactMap { $0.first?.content.prefix(80) }).count == 6)
        #expect(try Self.make(drawn) == requests)
        #expect(requests[0].mostInput >= 700)
    }

    @Test func outputIsLimitedToWhatTheLogTells() throws {
        let requests = try Self.make([
            .made(output: 30), .made(output: 30, maxTokens: 400), .made(output: nil),
            .made(output: 0),
        ])
        #expect(requests.map(\.chat.maxTokens) == [30, 400, 2048, 1])
        #expect(requests.map(\.output) == [30, 30, nil, 0])
        #expect(requests.map(\.expectedOutput) == [30, 30, 2048, 0])
    }

    private static let pairs = [
        (system: "Be brief.", messages: 2, prompt: 20),
        (system: "", messages: 1, prompt: 20),
        (system: "Be brief.", messages: 6, prompt: 500),
    ].enumerated().map { number, call in
        let roles =
            (call.system.isEmpty ? [] : ["system"])
            + Array(
                repeating: "user", count: call.messages - (call.system.isEmpty ? 0 : 1))
        let messages = roles.enumerated().map { place, role in
            let text = role == "system" ? call.system : place == roles.count - 1 ? "Who?" : "What?"
            return #"{"role":"\#(role)","content":"\#(text)"}"#
        }
        return
            #"{"ts":"2026-01-05T08:00:0\#(number)Z","request":{"model":"gpt-4.1","messages":[\#(messages.joined(separator: ","))]},"#
            + #""response":{"id":"r\#(number)","created":\#(1_767_600_000 + number),"#
            + #""model":"gpt-4.1","choices":[],"usage":{"prompt_tokens":\#(call.prompt),"#
            + #""completion_tokens":5,"total_tokens":\#(call.prompt + 5)}}}"#
    }

    @Test func textOfTheLogIsSentWhereItHasAny() async throws {
        let log = MadeLog.files(Self.pairs)
        let drawn = try await SampleDesign(size: 3, seed: 1).draw(from: log, jobs: 1)
        #expect(drawn.requests.allSatisfy { $0.logged.last == nil })
        let sample = try await drawn.withTexts(from: log, jobs: 2)
        let requests = try Self.make(sample.requests)
        #expect(requests.map(\.text) == [.logged, .logged, .padded])
        #expect(
            requests[0].chat.messages == [
                .init(role: "system", content: "Be brief."), .init(role: "user", content: "Who?"),
            ])
        #expect(requests[1].chat.messages == [.init(role: "user", content: "Who?")])
        let padded = requests[2].chat.messages
        #expect(padded.map(\.role) == ["system", "user", "assistant", "user"])
        #expect(padded.first?.content == "Be brief.")
        #expect(padded.last?.content == "Who?")
        // 13 bytes of the log's text are taken for 4 tokens.
        #expect(Self.words(requests[2]) == 496 + 3)
    }

    @Test func aRequestWithoutAModelIsRefusedUnlessOneIsChosen() throws {
        let drawn = [DrawnRequest.made(model: "")]
        #expect(throws: LiveError.noModel) { try Self.make(drawn) }
        #expect(try Self.make(drawn, choice: .model("gpt-4.1"))[0].chat.model == "gpt-4.1")
    }

    @Test func aSystemMessageAloneIsKept() throws {
        var drawn = DrawnRequest.made(input: 50)
        drawn.logged.system = "Be brief."
        let request = try Self.make([drawn])[0]
        #expect(request.text == .padded)
        #expect(request.chat.messages.map(\.role) == ["system", "user"])
        #expect(Self.words(request) == 2 + 47)
    }

    @Test func modelsAreThoseOfTheLogOrOne() throws {
        let drawn = [DrawnRequest.made(model: "gpt-4.1", input: 2000), .made(model: "gpt-4.1")]
        #expect(try Self.make(drawn).map(\.chat.model) == ["gpt-4.1", "gpt-4.1"])
        let one = try Self.make(drawn, choice: .model("gemini-2.5-flash"))
        #expect(one.map(\.chat.model) == ["gemini-2.5-flash", "gemini-2.5-flash"])
    }
}
