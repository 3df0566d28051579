import Capacity
import Limits
import Statistics
import Testing

/// Requests that wait for a token bucket in their order: the wait is what the work before a server
/// with constant service times exceeds the burst by.
@Suite struct BucketSimulationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let id: String
        let rate: Double
        let burst: Int64
        let delayed, meanDelay: Double
        var testDescription: String { id }
    }

    @Test(arguments: [
        Case(id: "tb_queue_0", rate: 0.8, burst: 1, delayed: 0.8, meanDelay: 2.0000000000000004),
        Case(
            id: "tb_queue_2", rate: 0.8, burst: 10, delayed: 0.017935076150749796,
            meanDelay: 0.04162794570560919),
        Case(
            id: "tb_queue_4", rate: 0.95, burst: 40, delayed: 0.0182944985320151,
            meanDelay: 0.17984386037488617),
    ])
    func delaysAreThoseOfAQueueWithConstantServiceTimes(_ expected: Case) throws {
        let queue = try #require(ConstantServiceQueue(utilisation: expected.rate))
        let head = Double(expected.burst - 1)
        let delayed = 1 - queue.waitProbability(upTo: head)
        #expect(abs(delayed - expected.delayed) <= 1e-9 * expected.delayed)
        let mean = queue.wait - integral(to: Int(head)) { 1 - queue.waitProbability(upTo: $0) }
        #expect(abs(mean - expected.meanDelay) <= 1e-9 * expected.meanDelay)

        var deployment = Deployment("bucket", concurrency: nil, service: .fixed(.zero))
        deployment.quotas = [
            Quota(
                .requests, limit: 1, per: .seconds(1), shape: .bucket(burst: expected.burst))
        ]
        deployment.overQuota = .queue
        let plan = try CapacityPlan([deployment])
        let gap = try #require(PositiveDistribution(.exponential, mean: 1 / expected.rate))
        let found = try Replications.run(20) { seed in
            let traffic = Traffic(gap: gap, service: nil, count: 12_000, seed: seed)
            let run = try plan.experience(traffic, warmUp: 2000)
            return [run.shareWaiting, run.meanWait]
        }
        #expect(found[0].covers(expected.delayed))
        #expect(found[1].covers(expected.meanDelay))
    }

    /// By Gauss and Legendre with five points in each half of a unit: the function is smooth between
    /// whole numbers.
    private func integral(to end: Int, of function: (Double) -> Double) -> Double {
        let nodes = [
            (0.0, 0.5688888888888889), (0.5384693101056831, 0.47862867049936647),
            (0.906179845938664, 0.23692688505618908),
        ]
        return (0..<2 * end).reduce(0) { sum, half in
            let middle = Double(half) / 2 + 0.25
            return sum
                + nodes.reduce(0) { part, node in
                    let offset = node.0 / 4
                    let value = function(middle + offset) + function(middle - offset)
                    return part + (offset == 0 ? value / 2 : value) * node.1 / 4
                }
        }
    }
}
