import Foundation
import Limits
import Testing
import Upstream

@Suite struct SystemTimepieceTests {
    private let clock = SystemTimepiece()

    @Test func itCountsFromTheUnixEpochAndNeverGoesBack() {
        let times = (0..<1000).map { _ in clock.now() }
        #expect(times == times.sorted())
        #expect(abs(Date().timeIntervalSince1970 - Double(times[0].nanoseconds) / 1e9) < 60)
    }

    @Test func aTimeThatHasPassedIsNotWaitedFor() async throws {
        try await clock.sleep(until: .origin)
        try await clock.sleep(until: clock.now())
    }

    @Test func whoIsCancelledDoesNotWait() async {
        let clock = clock
        let task = Task { try await clock.sleep(until: .never) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
