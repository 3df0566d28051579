import Limits
import Statistics
import Testing

@testable import Capacity

@Suite struct TimelineTests {
    @Test func slicesBeginWithTheMinutesOfTheClock() throws {
        let plan = try CapacityPlan([
            Deployment("one", concurrency: 1, service: .fixed(.seconds(50)))
        ])
        let start = Instant.origin + .seconds(30)
        var simulation = Simulation(plan, seed: 1, from: start)
        for second: Int64 in [30, 40, 130] {
            try simulation.offer(Arrival(at: .origin + .seconds(second)))
        }
        simulation.finish()
        let slices = simulation.result.timeline
        #expect(slices.map(\.start) == [0, 60, 120, 180].map { .origin + .seconds($0) })
        #expect(slices.map(\.requests.arrived) == [2, 0, 1, 0])
        #expect(slices.map(\.requests.served) == [0, 1, 1, 1])
        #expect(slices.map(\.mostWaiting) == [1, 1, 0, 0])
        #expect(slices.map(\.atEnd.inService) == [1, 1, 1, 0])
        #expect(slices.map(\.atEnd.waiting) == [1, 0, 0, 0])
        #expect(slices.map(\.busySeconds) == [30, 60, 60, 0])
        #expect(slices[1].longestWait == .seconds(40))
    }

    @Test func manySlicesBecomeFewerLongerOnes() {
        var timeline = Timeline(interval: .seconds(1), from: .origin)
        for second in 0..<Timeline.mostSlices + 10 {
            timeline.current.requests.arrived += 1
            timeline.current.mostWaiting = second % 100
            timeline.close(timeline.current)
        }
        #expect(timeline.interval == .seconds(2))
        #expect(timeline.slices.count == Timeline.mostSlices / 2 + 10)
        #expect(timeline.slices[0].requests.arrived == 2)
        #expect(timeline.slices[49].mostWaiting == 99)
        #expect(timeline.slices[7].start == .origin + .seconds(14))
        let half = Timeline.mostSlices / 2
        #expect(timeline.slices[half].start == .origin + .seconds(Int64(Timeline.mostSlices)))
    }
}
