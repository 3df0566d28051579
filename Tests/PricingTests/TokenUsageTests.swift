import Pricing
import Testing

@Suite struct `Token usage` {
    let usage = TokenUsage(
        input: 1, cacheRead: 20, cacheWrite5m: 300, cacheWrite1h: 4_000, output: 50_000,
        reasoning: 6_000)

    @Test func `is billed by disjoint meters that add up to all tokens`() {
        #expect(Meter.allCases.map { usage[$0] } == [1, 20, 300, 4_000, 44_000, 6_000])
        #expect(usage.totalInput == 4_321)
        #expect(usage.total == 54_321)
        #expect(Meter.allCases.reduce(0) { $0 + usage[$1] } == usage.total)
    }

    @Test func `adds up kind by kind`() {
        var sum = usage
        sum += usage
        sum += .zero
        #expect(Meter.allCases.map { sum[$0] } == [2, 40, 600, 8_000, 88_000, 12_000])
        #expect(sum.total == 2 * usage.total)
    }
}
