import Foundation

/// So many requests, of which so many are under way at a time.
struct Load: Sendable {
    let requests: Int
    let concurrency: Int
    /// Sends one request; false where its answer is not the one that is expected.
    let send: @Sendable () async -> Bool

    /// What sending all of them took.
    struct Play {
        /// CPU seconds of the whole process, and wall seconds.
        var timing: [Double]
        /// Microseconds of a request: the median, the 99th percentile, the longest.
        var latencies: [Double]
    }

    /// A request that was not answered as expected, so that times say nothing.
    struct Failure: Error, CustomStringConvertible {
        let description = "a request was not answered with a completion and its usage"
    }

    func play() async throws -> Play {
        let (cpu, wall) = (Self.seconds(CLOCK_PROCESS_CPUTIME_ID), Self.seconds(CLOCK_MONOTONIC))
        let times = try await withThrowingTaskGroup(of: [Double].self) { group in
            for worker in 0..<concurrency {
                let share = (requests + concurrency - 1 - worker) / concurrency
                group.addTask { try await latencies(of: share) }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted()
        }
        return Play(
            timing: [
                Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, Self.seconds(CLOCK_MONOTONIC) - wall,
            ],
            latencies: [0.5, 0.99, 1].map { times[Int(Double(times.count - 1) * $0)] })
    }

    /// Sends requests one after the other and gives the microseconds of each.
    private func latencies(of count: Int) async throws -> [Double] {
        var latencies: [Double] = []
        for _ in 0..<count {
            let start = Self.seconds(CLOCK_MONOTONIC)
            guard await send() else { throw Failure() }
            latencies.append((Self.seconds(CLOCK_MONOTONIC) - start) * 1e6)
        }
        return latencies
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
