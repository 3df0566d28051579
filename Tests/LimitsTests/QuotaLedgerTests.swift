import Limits
import Pricing
import Testing

@Suite struct QuotaLedgerTests {
    private let tokens = RequestTokens(
        TokenUsage(input: 40, cacheRead: 60, output: 20), maximumOutput: 500)

    @Test(
        arguments: [
            (TokenAccounting(), 120, 120),
            (TokenAccounting(input: .uncached, output: .none), 40, 40),
            (TokenAccounting(input: .none, output: .actual), 20, 20),
            (TokenAccounting(output: .reserved(otherwise: 7)), 600, 600),
            (TokenAccounting(output: .settled(otherwise: 7)), 600, 120),
            (
                TokenAccounting(input: .uncached, output: .settled(otherwise: 7), outputWeight: 5),
                2540, 140
            ),
        ] as [(TokenAccounting, Int64, Int64)])
    func accountingRulesCountAsProvidersDo(
        _ rule: TokenAccounting, _ first: Int64, _ end: Int64
    ) {
        #expect(rule.atFirst(tokens) == first)
        #expect(rule.inTheEnd(tokens) == end)
    }

    @Test func requestWithoutAMaximumReservesTheStatedOne() {
        let tokens = RequestTokens(TokenUsage(input: 10, output: 3))
        #expect(TokenAccounting(output: .reserved(otherwise: 7)).atFirst(tokens) == 17)
        #expect(TokenAccounting(output: .settled(otherwise: 7)).inTheEnd(tokens) == 13)
    }

    /// Numbers that a log may state are never a reason to stop.
    @Test(arguments: [
        Quota.Shape.fixedWindow, .slidingWindow, .bucket(burst: 1 << 53),
    ])
    func hugeRequestsAreCountedAsFarAsCountingGoes(_ shape: Quota.Shape) {
        let huge = RequestTokens(TokenUsage(input: .max, output: .max), maximumOutput: .max)
        let rule = TokenAccounting(output: .settled(otherwise: .max), outputWeight: 1000)
        #expect(rule.atFirst(huge) == .max && rule.inTheEnd(huge) == .max)
        let small = RequestTokens(TokenUsage(input: 1, output: 1 << 62), maximumOutput: 1)
        #expect(TokenAccounting(output: .reserved(otherwise: 0)).atFirst(huge) == .max)
        var ledger = QuotaLedger([
            Quota(.tokens(rule), limit: 1 << 53, per: .minute, shape: shape)
        ])
        #expect(ledger.tooSmall(for: huge) == 0)
        #expect(ledger.admit(huge, at: .origin)?.until == nil)
        for second: Int64 in 0..<5 where ledger.admit(small, at: .origin + .minute) == nil {
            ledger.settle(
                small, admittedAt: .origin + .minute, at: .origin + .minute + .seconds(second))
        }
        #expect(ledger.admit(small, at: .origin + .minute + .seconds(9)) != nil)
    }

    @Test func requestPassesAllQuotasOrNone() {
        var ledger = QuotaLedger([
            Quota(.requests, limit: 2, per: .minute),
            Quota(.tokens(TokenAccounting()), limit: 130, per: .minute),
        ])
        #expect(ledger.admit(tokens, at: .origin) == nil)
        let refusal = ledger.admit(tokens, at: .origin)
        #expect(refusal?.quota == 1)
        // 110 tokens are missing.
        #expect(refusal?.until == .origin + TimeSpan(nanoseconds: 50_769_230_770))
        // The refused one has taken no request either.
        #expect(ledger.admit(RequestTokens(TokenUsage(input: 10)), at: .origin) == nil)
        #expect(ledger.admit(RequestTokens(), at: .origin)?.quota == 0)
        #expect(ledger.tooSmall(for: RequestTokens(TokenUsage(input: 131))) == 1)
        #expect(ledger.tooSmall(for: RequestTokens(TokenUsage(input: 130))) == nil)
    }

    @Test func settlingGivesBackWhatWasNotWritten() {
        let rule = TokenAccounting(output: .settled(otherwise: 0))
        var ledger = QuotaLedger([
            Quota(.tokens(rule), limit: 700, per: .minute, shape: .slidingWindow)
        ])
        #expect(ledger.admit(tokens, at: .origin) == nil)
        #expect(ledger.admit(tokens, at: .origin + .seconds(1)) != nil)
        ledger.settle(tokens, admittedAt: .origin, at: .origin + .seconds(2))
        #expect(
            ledger.admit(RequestTokens(TokenUsage(input: 580)), at: .origin + .seconds(2)) == nil)
        #expect(ledger.admit(RequestTokens(TokenUsage(input: 1)), at: .origin + .seconds(2)) != nil)
    }

    /// 100 of input, 20 of output, at most 500.
    @Test(
        arguments: [(.actual, 100), (.settled(otherwise: 7), 100), (.reserved(otherwise: 7), 600)]
            as [(TokenAccounting.Output, Int64)])
    func whoIsNotAnsweredCountsNoOutputInTheEnd(
        _ output: TokenAccounting.Output, _ counted: Int64
    ) {
        var ledger = QuotaLedger([
            Quota(
                .tokens(TokenAccounting(output: output)), limit: 1000, per: .minute,
                shape: .slidingWindow)
        ])
        #expect(ledger.admit(tokens, at: .origin) == nil)
        ledger.settle(tokens, isAnswered: false, admittedAt: .origin, at: .origin)
        let rest = RequestTokens(TokenUsage(input: UInt64(1000 - counted)), maximumOutput: 0)
        let more = RequestTokens(TokenUsage(input: UInt64(1001 - counted)), maximumOutput: 0)
        #expect(ledger.admit(more, at: .origin) != nil)
        #expect(ledger.admit(rest, at: .origin) == nil)
    }

    @Test func moreThanReservedIsCountedInTheEnd() {
        let rule = TokenAccounting(output: .settled(otherwise: 10))
        var ledger = QuotaLedger([
            Quota(.tokens(rule), limit: 100, per: .minute, shape: .slidingWindow)
        ])
        let tokens = RequestTokens(TokenUsage(output: 90))
        #expect(ledger.admit(tokens, at: .origin) == nil)
        ledger.settle(tokens, admittedAt: .origin, at: .origin + .seconds(5))
        #expect(ledger.admit(RequestTokens(TokenUsage(input: 1)), at: .origin + .seconds(5)) != nil)
        #expect(ledger.admit(RequestTokens(TokenUsage(input: 0)), at: .origin + .seconds(5)) == nil)
    }
}
