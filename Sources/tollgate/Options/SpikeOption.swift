import ArgumentParser
import Capacity
import Console
import Foundation
import Limits
import Pricing

/// A spike as an option states it: `x4 for 10m at 14:00`.
struct SpikeOption {
    /// When it begins.
    private enum Beginning {
        case instant(Timestamp)
        /// Seconds since midnight, the first time in the log.
        case timeOfDay(Int)
    }

    private let text: String
    private let factor: Int64
    private let length: TimeSpan
    private let beginning: Beginning

    init(_ text: String) throws {
        self.text = text
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 5, words[1] == "for", words[3] == "at",
            let factor = Scenario.factor(words[0]), factor > 1000,
            let length = TimeSpan(text: words[2]), length > .zero, length <= .longest,
            let beginning = Self.beginning(words[4])
        else {
            throw ValidationError(
                "--spike '\(text)': expected a factor above 1, a length and a beginning, as in "
                    + "'x4 for 10m at 14:00' or 'x4 for 10m at 2026-01-05T14:00:00Z'")
        }
        (self.factor, self.length, self.beginning) = (factor, length, beginning)
    }

    private static func beginning(_ text: String) -> Beginning? {
        if let instant = Timestamp(rfc3339: text) { return .instant(instant) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.count == 2 ? Int($0) : nil }
        guard numbers.count == parts.count, 2...3 ~= numbers.count, 0..<24 ~= numbers[0],
            numbers.dropFirst().allSatisfy({ 0..<60 ~= $0 })
        else { return nil }
        return .timeOfDay(
            numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0))
    }

    /// The scenario for a log of a period.
    ///
    /// - Throws: `CommandError` where the spike lies outside.
    func scenario(in period: ClosedRange<Timestamp>, _ zone: TimeZone) throws -> Scenario {
        let start = instant(in: period, zone)
        guard let start, period.contains(start) else {
            throw CommandError(
                "--spike '\(text)': the log has no such time; it reaches from "
                    + "\(period.lowerBound) to \(period.upperBound)")
        }
        return Scenario(
            text,
            spike: Scenario.Spike(
                thousandths: factor, start: Limits.Instant(nanoseconds: start.nanoseconds),
                length: length))
    }

    private func instant(in period: ClosedRange<Timestamp>, _ zone: TimeZone) -> Timestamp? {
        switch beginning {
        case .instant(let instant): return instant
        case .timeOfDay(let seconds):
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = zone
            let first = period.lowerBound.nanoseconds / 1_000_000_000
            let before = Date(timeIntervalSince1970: TimeInterval(first - 1))
            let time = DateComponents(
                hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60)
            let next = calendar.nextDate(after: before, matching: time, matchingPolicy: .nextTime)
            return next.map {
                let start = Int64($0.timeIntervalSince1970) * 1_000_000_000
                return Timestamp(nanoseconds: max(start, period.lowerBound.nanoseconds))
            }
        }
    }
}
