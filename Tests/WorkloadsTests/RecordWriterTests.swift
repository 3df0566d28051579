import Calls
import Pricing
import Statistics
import Testing

@testable import Workloads

/// What is written is what our own reader takes: every field, whatever is in it.
@Suite struct RecordWriterTests {
    /// Names that JSON has to escape, and longest numbers.
    private static let names = [
        "gpt-4.1", "\"quoted\\\"", "a\u{1}\n\t\u{7F}", "größer 模型 🧮", "\\u0041", "{}[],:",
    ]

    private static func made(_ number: Int, _ fragments: inout FragmentTable) -> SyntheticCall {
        var bits = SplitMix64(seed: UInt64(number))
        func name() -> String { names[Int(bits.below(UInt64(names.count)))] }
        func count() -> UInt64 { bits.next() >> (22 + bits.below(42)) }
        func maybe() -> UInt64? { bits.below(2) == 0 ? nil : count() }
        var call = SyntheticCall()
        call.model = fragments.member("model", name())
        if bits.below(3) > 0 {
            call.user = fragments.member("user", name(), isOpen: true)
            call.userNumber = bits.below(2) * count()
        }
        if bits.below(3) > 0 { call.team = fragments.member("team", name()) }
        if bits.below(3) > 0 {
            call.tags = fragments.tags([("feature", name()), (name(), name())])
        }
        call.usageState = [.known, .known, .none, .unknown][Int(bits.below(4))]
        call.isFailed = call.usageState == .none || bits.below(5) == 0
        if call.usageState == .known {
            let (output, written) = (count(), count())
            call.usage = TokenUsage(
                input: count(), cacheRead: count(), cacheWrite5m: written, cacheWrite1h: count(),
                output: output, reasoning: output / 2)
        }
        (call.contentLength, call.messageCount) = (maybe(), maybe())
        (call.maxTokens, call.latencyMilliseconds) = (maybe(), maybe().map { $0 >> 10 })
        return call
    }

    @Test func everyFieldIsReadAsItWasWritten() async throws {
        var fragments = FragmentTable()
        let calls = (0..<3000).map { Self.made($0, &fragments) }
        var bits = SplitMix64(seed: 77)
        let times = calls.map { _ in Int64(bits.below(5_000_000_000)) * 1_000_000_000 + 123_456_789
        }
        var writer = RecordWriter(fragments, idKey: 0x0123_4567_89AB)
        var bytes: [UInt8] = []
        for (call, time) in zip(calls, times) {
            try writer.write(call, at: time, to: { bytes += $0 })
        }
        try writer.flush(to: { bytes += $0 })

        let read = try await ReadBack.calls(in: bytes)
        try #require(read.count == calls.count)
        for ((call, time), found) in zip(zip(calls, times), read) {
            expect(found, is: call, at: time, fragments)
        }
    }

    private func expect(
        _ found: ReadCall, is call: SyntheticCall, at time: Int64, _ fragments: FragmentTable
    ) {
        func text(_ id: FragmentID) -> String {
            var text = ""
            fragments.withBytes(id) { text = String(decoding: $0, as: UTF8.self) }
            return text
        }
        func number(_ count: UInt64?) -> Int64 {
            count.map { Int64($0) } ?? CallBlock.unknownNumber
        }
        #expect(found.time == time / 1_000_000 * 1_000_000)
        #expect(",\"model\":" + JSONText.quoted(found.model) == text(call.model))
        let user = found.user.isEmpty ? "" : ",\"user\":" + JSONText.quoted(found.user)
        let ending = call.userNumber > 0 ? "\(call.userNumber)\"" : "\""
        #expect(user == (call.user == .none ? "" : text(call.user) + ending))
        #expect((found.team.isEmpty) == (call.team == .none))
        #expect(found.tags.isEmpty == (call.tags == .none))
        #expect(found.usage == call.usage)
        // Of a failed call whose usage is not told nothing was billed.
        let isBilled = call.usageState == .known || !call.isFailed
        #expect(found.state == (isBilled ? call.usageState : .none))
        #expect(found.isFailed == call.isFailed)
        #expect(found.contentLength == number(call.contentLength))
        #expect(found.messageCount == number(call.messageCount))
        #expect(found.maxTokens == number(call.maxTokens))
        #expect(found.latency == number(call.latencyMilliseconds.map { $0 * 1_000_000 }))
    }

    @Test func aRecordLooksAsTheFormatSays() throws {
        var fragments = FragmentTable()
        var call = SyntheticCall()
        call.model = fragments.member("model", "gpt-4.1")
        call.user = fragments.member("user", "u-", isOpen: true)
        call.userNumber = 17
        call.usage = TokenUsage(input: 800, cacheRead: 12, output: 245)
        call.contentLength = 3120
        var writer = RecordWriter(fragments, idKey: 0xABC)
        var bytes: [UInt8] = []
        let time = try #require(Timestamp(rfc3339: "2026-01-05T08:15:30.123999Z"))
        try writer.write(call, at: time.nanoseconds, to: { bytes += $0 })
        try writer.flush(to: { bytes += $0 })
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                {"ts":"2026-01-05T08:15:30.123Z","id":"000000000abc-1","model":"gpt-4.1",\
                "user":"u-17","prompt_tokens":812,"completion_tokens":245,"cached_tokens":12,\
                "content_length":3120}

                """)
    }

    /// A name that is larger than the buffer is no reason to write beyond it.
    @Test func namesOfAnyLengthFit() async throws {
        var fragments = FragmentTable()
        var call = SyntheticCall()
        let name = String(repeating: "x", count: 3 << 20)
        call.model = fragments.member("model", name)
        call.team = fragments.member("team", name)
        var writer = RecordWriter(fragments, idKey: 1)
        var bytes: [UInt8] = []
        for _ in 0..<3 { try writer.write(call, at: 0, to: { bytes += $0 }) }
        try writer.flush(to: { bytes += $0 })
        let read = try await ReadBack.calls(in: bytes)
        #expect(read.map(\.model) == [name, name, name])
    }
}
