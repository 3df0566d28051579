import ArgumentParser
import Foundation
import Pricing
import Workloads

/// How far a synthetic log goes, and what it depends on.
struct WorkloadOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "When it begins, a date or a time; without it as the file or the log says.",
            valueName: "time"))
    var from: String?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "How long it lasts, such as 7d or 12 hours; without it as the file or the log says.",
            valueName: "duration"))
    var length: String?

    @Option(help: ArgumentHelp("How many requests, however long that takes.", valueName: "n"))
    var requests: UInt64?

    @Option(
        help: ArgumentHelp(
            "How many times as many requests: the rate of every minute is multiplied.",
            discussion: "Of a log above 1 also the users: each stands for so many.",
            valueName: "factor"))
    var scale = 1.0

    @Option(help: ArgumentHelp("Another number gives other chance.", valueName: "n"))
    var seed: UInt64?

    func validate() throws {
        if requests != nil, length != nil {
            throw ValidationError("--requests and --for both say where it ends; give one")
        }
        if let requests, requests < 1 {
            throw ValidationError("--requests 0: expected at least 1")
        }
        guard 0.0001...10_000 ~= scale else {
            throw ValidationError("--scale \(scale): expected a number from 0.0001 to 10000")
        }
        _ = try overrides(in: .gmt)
    }

    /// What is said in place of the file or the log.
    func overrides(in zone: TimeZone) throws -> Workload.Overrides {
        var overrides = Workload.Overrides()
        overrides.from = try from.map { text in
            guard let instant = LocalTime.instant(text, in: zone) else {
                throw ValidationError(
                    "--from \(text): expected a date such as 2026-01-05 or a time such as "
                        + "2026-01-05T14:00")
            }
            return instant
        }
        overrides.length = try length.map { text in
            guard let length = Workload.length(text) else {
                throw ValidationError("--for \(text): expected \(Workload.expectedLength)")
            }
            return length
        }
        (overrides.requests, overrides.seed, overrides.scale) = (requests, seed, scale)
        return overrides
    }
}
