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
        #expect(slices.map(\.requests.served) == [2, 0, 1, 0])
        #expect(slices.map(\.mostWaiting) == [1, 1, 0, 0])
        #expect(slices.map(\.atEnd.inService) == [1, 1, 1, 0])
        #expect(slices.map(\.atEnd.waiting) == [1, 0, 0, 0])
        #expect(slices.map(\.busySeconds) == [30, 60, 60, 0])
        #expect(slices[1].longestWait == .seconds(40))
    }

    /// Who is refused or late two minutes after it came in had its trouble when it came in.
    @Test func aRequestCountsWhenItComesIn() throws {
        var deployment = Deployment("one", concurrency: 1, service: .fixed(.seconds(100)))
        deployment.queue?.longestWait = .seconds(130)
        let goal = CapacityPlan.Goal(latency: .seconds(150), share: 0.5)
        let plan = try CapacityPlan([deployment], goal: goal)
        let result = try plan.run([0, 61, 62].map { Arrival(at: .origin + .seconds($0)) })
        let slices = result.timeline
        // The second is served at 200 s, 139 s after it came in; the third is refused at 192 s.
        #expect(slices.map(\.requests.served) == [1, 1, 0, 0])
        #expect(slices.map(\.requests.rejected) == [0, 1, 0, 0])
        #expect(slices.allSatisfy { $0.requests.arrived == $0.requests.ended })
        #expect(result.firstTrouble(goal: goal)?.start == .origin + .minute)
        let strict = CapacityPlan.Goal(latency: .seconds(138), share: 1)
        let patient = try CapacityPlan(
            [Deployment("one", concurrency: 1, service: .fixed(.seconds(100)))], goal: strict)
        let late = try patient.run([0, 61].map { Arrival(at: .origin + .seconds($0)) })
        #expect(late.timeline.map(\.late) == [0, 1, 0, 0])
        #expect(late.firstTrouble(goal: strict)?.start == .origin + .minute)
    }

    /// A slice is found also where two and two have become one.
    @Test func aTimeIsFoundInItsSlice() {
        var timeline = Timeline(interval: .seconds(1), from: .origin + .seconds(5))
        for _ in 0..<Timeline.mostSlices + 10 { timeline.close(timeline.current) }
        for second: Int64 in [5, 6, 7, 5000, 16_399, 16_420] {
            timeline[.origin + .seconds(second)].late += 1
        }
        let late = (timeline.slices + [timeline.current]).filter { $0.late > 0 }
        #expect(late.map { $0.start.nanoseconds / 1_000_000_000 } == [5, 7, 4999, 16_399, 16_409])
        #expect(late.map(\.late) == [2, 1, 1, 1, 1])
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
