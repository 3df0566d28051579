import Foundation
import Statistics
import Testing

/// What a thousand of the requests of Azure's conversation trace tell of the cost of all, at 2.50
/// and 10.00 dollars per million tokens of input and output.
///
/// Expected values: Cochran's formulas in NumPy over the whole population, and NumPy's bootstrap
/// with 4000 resamples.
@Suite struct StratifiedDesignTests {
    private struct Request {
        let input, output: Double
        var cost: Double { (input * 2.5 + output * 10) / 1e6 }
    }

    private static let requests: [Request] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appending(path: "Fixtures/azure-2023/AzureLLMInferenceTrace_conv.csv")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let cells = line.split(separator: ",").compactMap { Double($0) }
            return Request(input: cells[0], output: cells[1])
        }
    }()

    private static let strata = [0..<1000, 1000..<3000, 3000..<Int.max].map { sizes in
        requests.filter { sizes.contains(Int($0.input)) }.map(\.cost)
    }
    private static let design = StratifiedDesign(strata.map { .init($0) })

    private func expect(_ value: Double, _ reference: Double) {
        #expect(abs(value / reference - 1) < 1e-9)
    }

    @Test func thePopulationIsTheOneOfTheReference() {
        #expect(Self.design.strata.map(\.population) == [9039, 8508, 1819])
        expect(Self.requests.reduce(0) { $0 + $1.cost }, 96.791325)
    }

    @Test func standardErrorsAreThoseOfTheFormulas() {
        let all = StratifiedDesign([.init(Self.requests.map(\.cost))])
        expect(all.standardErrorOfTotal([1000]), 1.820926925994451)
        let proportional = Self.design.proportional(1000)
        expect(Self.design.standardErrorOfTotal(proportional), 0.7942783989341209)
        let neyman = Self.design.neyman(1000)
        let sizes = [503.0611786871597, 397.2956485187265, 99.64317279411381]
        for (size, reference) in zip(neyman, sizes) { expect(size, reference) }
        expect(Self.design.standardErrorOfTotal(neyman), 0.7912814749479152)
    }

    @Test func membersDrawnEachByItselfHaveTheseStandardErrors() {
        let even = Self.requests.map { (value: $0.cost, probability: 0.05) }
        expect(HorvitzThompson.standardErrorOfPoissonSample(even), 3.5526838495037802)
        let input = Self.requests.reduce(0) { $0 + $1.input }
        let bySize = Self.requests.map {
            (value: $0.cost, probability: 1000 * $0.input / input)
        }
        expect(HorvitzThompson.standardErrorOfPoissonSample(bySize), 3.3814778955369107)
        expect(
            HorvitzThompson.total(bySize.map { ($0.value * $0.probability, $0.probability) }),
            96.791325)
    }

    /// The interval of the reference has noise of its own; an end may be off by 8 % of its width.
    @Test func theBootstrapGivesTheIntervalOfTheReference() {
        let sample = stride(from: 0, to: Self.requests.count, by: 19).map { Self.requests[$0].cost }
        let interval = Bootstrap.meanInterval(sample, seed: 1)
        let (count, width) = (Double(Self.requests.count), 100.99074356752452 - 93.6562733392157)
        #expect(abs(interval.lower * count - 93.6562733392157) < width * 0.08)
        #expect(abs(interval.upper * count - 100.99074356752452) < width * 0.08)
    }

    /// Over many samples the interval holds the true total about as often as it says.
    @Test func intervalsOfStratifiedTotalsHoldTheTruth() throws {
        var bits = SplitMix64(seed: 5)
        let sizes = Allotment.sizes(
            Self.design.proportional(300), populations: Self.design.strata.map(\.population),
            total: 300)
        var held = 0
        for _ in 0..<400 {
            let parts = zip(Self.strata, sizes).map { values, size in
                (values: Self.draw(size, of: values, &bits), population: values.count)
            }
            let interval = try #require(HorvitzThompson.total(parts).interval)
            if (interval.lower...interval.upper).contains(96.791325) { held += 1 }
        }
        // 380 of 400 expected; five standard deviations below, for skewed costs.
        #expect(held > 358)
    }

    @Test func aPartWithOneValueOfSeveralHasNoInterval() {
        let parts = [(values: [1.0, 2.0], population: 2), (values: [5.0], population: 4)]
        #expect(HorvitzThompson.total(parts) == Estimate(23, method: "stratified sample"))
    }

    private static func draw(
        _ size: Int, of values: [Double], _ bits: inout SplitMix64
    ) -> [Double] {
        var rest = values
        return (0..<size).map { _ in
            let place = Int(bits.below(UInt64(rest.count)))
            rest.swapAt(place, rest.count - 1)
            return rest.removeLast()
        }
    }

    @Test(arguments: [
        ([5.0, 3, 2], [100, 100, 100], 10, [5, 3, 2]),
        ([1000, 1, 1], [1000, 5, 5], 12, [10, 1, 1]),
        ([9, 1], [3, 10], 10, [3, 7]),
        ([0, 0], [4, 4], 5, [3, 2]),
        ([1, 1, 1], [2, 2, 2], 60, [2, 2, 2]),
    ])
    func wholeNumbersAddUp(
        shares: [Double], populations: [Int], total: Int, expected: [Int]
    ) {
        #expect(Allotment.sizes(shares, populations: populations, total: total) == expected)
    }

    @Test(arguments: 0..<100)
    func everyPartHasAMemberAndNoneMoreThanItHas(seed: UInt64) {
        var bits = SplitMix64(seed: seed)
        let parts = Int(bits.below(8)) + 1
        let populations = (0..<parts).map { _ in Int(bits.below(40)) + 1 }
        let total = parts + Int(bits.below(100))
        let shares = populations.map { Double($0) * bits.unit() }
        let sizes = Allotment.sizes(shares, populations: populations, total: total)
        #expect(sizes.reduce(0, +) == min(total, populations.reduce(0, +)))
        #expect(zip(sizes, populations).allSatisfy { 1...$1 ~= $0 })
    }
}
