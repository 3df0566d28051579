import Limits
import Statistics
import Testing

@testable import Capacity

@Suite struct EventHeapTests {
    @Test(arguments: [1, 2, 3, 10, 500])
    func eventsComeInOrderOfTimeAndOfForesight(count: Int) {
        var random = SplitMix64(seed: UInt64(count))
        var heap = EventHeap()
        var expected: [(time: Int64, subject: Int32)] = []
        for subject in 0..<Int32(count) {
            let time = Int64.random(in: 0...20, using: &random)
            heap.insert(
                Event(time: Instant(nanoseconds: time), kind: .workEnds, subject: subject))
            expected.append((time, subject))
        }
        expected.sort { ($0.time, $0.subject) < ($1.time, $1.subject) }
        for (time, subject) in expected {
            let instant = Instant(nanoseconds: time)
            #expect(heap.popFirst(notAfter: Instant(nanoseconds: time - 1)) == nil)
            let event = heap.popFirst(notAfter: instant)
            #expect(event?.time == instant && event?.subject == subject)
        }
        #expect(heap.popFirst(notAfter: Instant(nanoseconds: .max)) == nil)
    }

    @Test func eventsMayBeForeseenWhileOthersHappen() {
        var random = SplitMix64(seed: 4)
        var heap = EventHeap()
        var pending: [Int64] = []
        for _ in 0..<5000 {
            if pending.isEmpty || random.unit() < 0.55 {
                let time = Int64.random(in: 0...1_000_000, using: &random)
                heap.insert(Event(time: Instant(nanoseconds: time), kind: .retryIsDue, subject: 0))
                pending.append(time)
            } else {
                let event = heap.popFirst(notAfter: Instant(nanoseconds: .max))
                #expect(event?.time.nanoseconds == pending.min())
                pending.firstIndex(of: pending.min() ?? -1).map { _ = pending.remove(at: $0) }
            }
        }
        #expect(heap.count == pending.count)
    }
}
