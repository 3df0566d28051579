import Calls
import Pricing
import Replay
import Reports
import Testing

/// The sentences at the top of a report.
@Suite struct AnswerTests {
    static let stranger = TestCall(model: "stranger")
    static let cut = TestCall(usageState: .unknown)
    static let long = TestCall(contentLength: 5_000)

    @Test(arguments: [
        ([TestCall()], "`router` costs $0.42, 94.75 % less than as requested ($8.00)."),
        ([long], "`router` costs $8.00, the same as requested ($8.00)."),
        (
            [TestCall(), long, long],
            "`router` costs $16.42, 31.58 % less than as requested ($24.00)."
        ),
        (
            [TestCall(usage: TokenUsage(input: 1))],
            "`router` costs $0.00000042, 94.75 % less than as requested ($0.0000080)."
        ),
        (
            [TestCall(), stranger, stranger],
            "`router` costs $1.26; over the 1 request priced on both sides it costs "
                + "94.75 % less than as requested ($8.00)."
        ),
        (
            [TestCall(), TestCall(), cut],
            "`router` costs $0.84 with 1 of 3 requests unpriced; over the 2 requests priced on "
                + "both sides it costs 94.75 % less than as requested ($16.00)."
        ),
        (
            [stranger],
            "`router` costs $0.42; as requested no request has a price, so there is nothing to "
                + "compare it with."
        ),
        (
            [TestCall(contentLength: 5_000, cost: nil), TestCall(model: "free")],
            "`router` costs $8.42, 5.25 % more than as requested ($8.00)."
        ),
        (
            [TestCall(model: "free")],
            "`router` costs $0.42, $0.42 more than as requested ($0.00)."
        ),
        (
            [cut],
            "The traffic under `router` can't be priced: its one request has no price."
        ),
        (
            [cut, cut],
            "The traffic under `router` can't be priced: none of its 2 requests has a price."
        ),
        ([], "There are no requests here, so there is nothing to price."),
    ])
    func `a policy is compared with what was requested`(
        calls: [TestCall], answer: String
    ) async throws {
        let result = try await replay(calls, prices: twoModels + "\n- {id: free, all_tokens: 0}")
        #expect(result.answer == answer)
    }

    @Test(arguments: [
        ([TestCall(usage: TokenUsage(input: 26_450_535))], "this traffic costs $211.60."),
        (
            [TestCall(usage: TokenUsage(input: 1_000_000_000))],
            "this traffic costs $8,000.00."
        ),
        ([TestCall(), stranger], "this traffic costs $8.00 with 1 of 2 requests unpriced."),
        ([stranger], "this traffic can't be priced: its one request has no price."),
        (
            [stranger, cut],
            "this traffic can't be priced: none of its 2 requests has a price."
        ),
        ([TestCall(usage: .zero, usageState: .none)], "this traffic costs $0.00."),
    ])
    func `without a policy there is what was requested`(
        calls: [TestCall], answer: String
    ) async throws {
        let result = try await replay(calls, policy: nil)
        #expect(result.answer == "As requested " + answer)
    }

    @Test func `a saving too small for a percentage is an amount`() async throws {
        let calls = [
            TestCall(usage: TokenUsage(input: 1)),
            TestCall(usage: TokenUsage(input: 10_000_000), contentLength: 5_000),
        ]
        let result = try await replay(calls)
        #expect(
            result.answer == "`router` costs $80.00, $0.0000076 less than as requested ($80.00).")
    }
}
