import Documents
import Foundation
import Pricing
import Testing

@testable import Workloads

/// A fault of a workload file, and what is said about it.
struct WorkloadFault: Sendable, CustomTestStringConvertible {
    let from: String
    let to: String
    let message: String

    init(_ from: String, _ to: String, _ message: String) {
        (self.from, self.to, self.message) = (from, to, message)
    }

    var testDescription: String { to }
}

@Suite struct WorkloadReadingTests {
    private static let text = """
        workload: chat
        version: 1
        from: 2026-01-05
        for: 7 days
        arrivals:
          rate: 1200/hour
          process: gamma
          cv: 2.5
        clients:
          - share: 70%
            team: search
          - share: 30%
            arrivals: {process: poisson}
        model: {a: 60%, b: 40%}
        prompt_tokens: {lognormal: {median: 800, sigma: 1.1, max: 4000}}
        completion_tokens: {uniform: {min: 3, max: 9}}
        """

    @Test func aFileIsRead() throws {
        let workload = try Workload.parsed(Self.text)
        #expect(workload.name == "chat" && workload.seed == 1 && workload.timeZone == "UTC")
        #expect(workload.length?.nanoseconds == 604_800_000_000_000)
        let clients = workload.clients
        #expect(clients.map(\.arrivals.process.family) == [.gamma, .poisson])
        #expect(clients.map(\.arrivals.process.variation) == [2.5, 1])
        let rates = clients.map { $0.arrivals.rate.mean * 3600 * 1e9 }
        #expect(abs(rates[0] - 840) < 1e-9 && abs(rates[1] - 360) < 1e-9)
        #expect(clients[0].content.team?.elements == ["search"])
        #expect(clients[1].content.completionTokens == .uniform(3...9))
    }

    @Test(arguments: [
        WorkloadFault(
            "cv: 2.5", "cvv: 2.5", #"w.yaml:8: arrivals.cvv is not a known key; expected one of "#),
        WorkloadFault(
            "model: {a: 60%, b: 40%}", "models: a",
            #"w.yaml:14: models is not a known key"#),
        WorkloadFault(
            "b: 40%", "b: 30%",
            "w.yaml:14: model has shares that add up to 90%; expected 100%"),
        WorkloadFault(
            "share: 30%", "share: 30.5%",
            "w.yaml:10: clients has shares that add up to 100.5%; expected 100%"),
        WorkloadFault(
            "share: 30%", "share: 0.3",
            #"w.yaml:12: clients[1].share is "0.3"; expected a share above 0%"#),
        WorkloadFault(
            "1200/hour", "1200", #"w.yaml:6: arrivals.rate is "1200"; expected a rate such as"#),
        WorkloadFault(
            "1200/hour", "0/hour", #"w.yaml:6: arrivals.rate is "0/hour"; expected a rate"#),
        WorkloadFault(
            "process: gamma", "process: gama",
            #"is "gama"; expected one of poisson, gamma, weibull; did you mean gamma?"#),
        WorkloadFault(
            "process: gamma", "process: poisson",
            "w.yaml:8: arrivals.cv is stated for a Poisson process"),
        WorkloadFault(
            "process: poisson", "process: weibull",
            "w.yaml:13: clients[1].arrivals.process has no cv beside it"),
        WorkloadFault(
            "cv: 2.5", "cv: 70", #"arrivals.cv is "70"; expected a number from 0.05 to 20"#),
        WorkloadFault(
            "7 days", "a while",
            #"w.yaml:4: for is "a while"; expected a length of time above "#
                + "zero and up to 36525 days, such as"),
        WorkloadFault(
            "7 days", "40000 days", #"for is "40000 days"; expected a length of time above zero"#),
        WorkloadFault(
            "2026-01-05", "monday", #"w.yaml:3: from is "monday"; expected a date such as"#),
        WorkloadFault(
            "max: 4000", "max: 3",
            "lognormal.median is 800, so fewer than 1 in 100 numbers lie within 1 to 3"),
        WorkloadFault(
            "median: 800", "mean: 5000",
            "prompt_tokens.lognormal.mean is 5000, which lognormal numbers of this sigma don't have, "
                + "or hardly ever fall, within 1 to 4000"),
        WorkloadFault(
            "{uniform: {min: 3, max: 9}}", "{uniform: {min: 30, max: 9}}",
            "completion_tokens.uniform has a min of 30 above its max of 9"),
        WorkloadFault(
            "{uniform: {min: 3, max: 9}}", "{uniform: {min: 3, max: 9}, constant: 3}",
            "completion_tokens names 2 distributions; expected one of lognormal"),
        WorkloadFault(
            "{uniform: {min: 3, max: 9}}", "-4",
            "completion_tokens is -4; expected a whole number from 0"),
        WorkloadFault(
            "cv: 2.5", "cv: 30",
            #"arrivals.cv is "30"; expected a number from 0.05 to 20"#),
        WorkloadFault(
            "{uniform: {min: 3, max: 9}}", "{empirical: []}",
            "completion_tokens.empirical is empty"),
        WorkloadFault(
            "cv: 2.5", "cv: 2.5\n  daily: [1, 2]",
            "arrivals.daily has 2 numbers; expected 24"),
        WorkloadFault(
            "cv: 2.5", "cv: 2.5\n  weekly: {funday: 2}",
            "arrivals.weekly.funday is not a known key"),
        WorkloadFault(
            "cv: 2.5", "cv: 2.5\n  spikes: [{at: 2026-01-06T12:00, for: 0m, times: 2}]",
            #"arrivals.spikes[0].for is "0m"; expected a length of time"#),
        WorkloadFault(
            "cv: 2.5", "cv: 2.5\n  spikes: [{at: 2026-01-12, for: 1h, times: 2}]",
            "arrivals.spikes[0] reaches from 2026-01-12T00:00:00Z to 2026-01-12T01:00:00Z, and the "
                + "workload from 2026-01-05T00:00:00Z to 2026-01-12T00:00:00Z"),
        WorkloadFault(
            "{process: poisson}",
            "{process: poisson, spikes: [{at: 2026-01-04, for: 24h, times: 2}]}",
            "clients[1].arrivals.spikes[0] reaches from 2026-01-04T00:00:00Z to 2026-01-05"),
        WorkloadFault(
            "team: search", "name: c2", "clients[1] is called c2, as an earlier client"),
        WorkloadFault("version: 1", "version: 2", "version is 2; this tollgate reads version 1"),
    ])
    func aFaultIsSaidWithItsPlace(_ fault: WorkloadFault) throws {
        let faulty = Self.text.replacing(fault.from, with: fault.to)
        try #require(faulty != Self.text)
        do {
            _ = try Workload.parsed(faulty)
            Issue.record("nothing was found")
        } catch {
            #expect("\(error)".contains(fault.message), "\(error)")
        }
    }

    @Test(arguments: [("1ms", true), ("36525 days", true), ("0s", false), ("36525.1 days", false)])
    func aLengthIsAboveZeroAndUpToACentury(text: String, isLength: Bool) {
        #expect((Workload.length(text) != nil) == isLength)
    }

    /// Clocks in Berlin jump from 2 to 3 on 2026-03-29, and back on 2026-10-25.
    @Test(arguments: [
        ("2026-01-05", "2026-01-04T23:00:00Z"), ("2026-07-01T14:00", "2026-07-01T12:00:00Z"),
        ("2026-07-01T14:00:30", "2026-07-01T12:00:30Z"),
        ("2026-07-01T14:00:00Z", "2026-07-01T14:00:00Z"),
        ("2026-03-29T02:30", "2026-03-29T01:30:00Z"), ("2026-03-29", "2026-03-28T23:00:00Z"),
        ("2026-10-25T02:30", "2026-10-25T00:30:00Z"),
        ("2026-10-25T03:30", "2026-10-25T02:30:00Z"),
    ])
    func timesWithoutAnOffsetAreThoseOfTheZone(text: String, instant: String) throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        #expect(LocalTime.instant(text, in: zone) == Timestamp(rfc3339: instant))
    }
}
