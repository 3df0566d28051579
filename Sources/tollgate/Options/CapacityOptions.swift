import ArgumentParser
import Capacity
import Console
import Documents
import Foundation
import Pricing

/// What is asked about traffic and a plan.
struct CapacityOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The YAML file that says what there is to serve the traffic with.",
            discussion: "'tollgate capacity --example' prints one with comments.",
            valueName: "file"))
    var plan: String?

    @Flag(help: "Prints a plan with comments, to start from.")
    var example = false

    @Option(
        help: ArgumentHelp(
            "What the traffic has to be served like; exit code 1 where today's limits don't do it.",
            discussion: """
                Bounds with commas between: pNN for latency, 'wait pNN', rejected, failed, \
                abandoned, lost, retried, as in 'p95 < 2s, rejected < 0.1%'. Without it the plan's \
                slo is shown, and fails nothing. With --find the exit code \
                says whether limits were found, not whether today's hold.
                """, valueName: "bounds"))
    var slo: String?

    @Option(
        help: ArgumentHelp(
            "Finds the smallest limits with which --slo holds: rpm,tpm,concurrency.",
            discussion: """
                Also input_tpm and output_tpm; NAME:LIMIT for one deployment of several. One after \
                another: the first with the others lifted, the next with the first as found. It \
                needs --slo or the plan's slo. Exit code 1 where no limits hold it; 0 where some do, \
                though today's may not.
                """, valueName: "a,b"))
    var find: String?

    @Option(
        help: ArgumentHelp(
            "Also simulates more traffic: 1.5x,2x,4x.",
            discussion: """
                Copies of a request come at times drawn evenly between it and the next of the log, \
                so that bursts grow as the traffic does.
                """, valueName: "factors"))
    var grow: String?

    @Option(
        help: ArgumentHelp(
            "Also simulates a spike, such as 'x4 for 10m at 14:00'. Repeatable.",
            discussion: "The time of day is the first such in the log by --timezone.",
            valueName: "spike"))
    var spike: [String] = []

    @Option(
        help: ArgumentHelp(
            "Decides jitter, drawn times, failures and copies.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "With how many seeds each scenario is simulated, to see how far chance matters.",
            discussion: """
                The report then shows the least and the most of P95 and of rejected requests over \
                --seed and the seeds that follow it. All other figures, and the exit code, are of \
                --seed alone.
                """, valueName: "number"))
    var runs = 1

    func validate() throws {
        guard 1...1000 ~= runs else {
            throw ValidationError("--runs \(runs): expected a number from 1 to 1000")
        }
        guard example || plan != nil else {
            throw ValidationError(
                "expected --plan FILE; 'tollgate capacity --example' prints one to start from")
        }
        _ = try goals()
        _ = try growth()
        _ = try spikes()
        _ = try limits()
    }

    /// What was asked for by an option; the plan may state it too.
    func goals() throws -> ServiceLevel? {
        try slo.map { text in
            do {
                return try ServiceLevel(text)
            } catch {
                throw ValidationError("--slo: \(error)")
            }
        }
    }

    private func growth() throws -> [Scenario] {
        let names = grow.map { $0.split(separator: ",").map(String.init) } ?? []
        guard Set(names).count == names.count else {
            throw ValidationError("--grow names a factor twice; name it once")
        }
        return try names.map { name in
            guard let factor = Scenario.factor(name) else {
                throw ValidationError(
                    "--grow \(name): expected a factor from 1 to 1000 such as 1.5x; less traffic "
                        + "would mean to leave calls out, and with them the bursts")
            }
            return Scenario("\(name) traffic", growth: factor)
        }
    }

    private func spikes() throws -> [SpikeOption] { try spike.map { try SpikeOption($0) } }

    func scenarios(in period: ClosedRange<Timestamp>, _ zone: TimeZone) throws -> [Scenario] {
        try growth() + spikes().map { try $0.scenario(in: period, zone) }
    }

    /// The limits that are to be found, each with the name of its deployment if there is one.
    private func limits() throws -> [(deployment: String?, knob: Knob)] {
        try (find.map { $0.split(separator: ",").map(String.init) } ?? []).map { text in
            let mark = text.lastIndex(of: ":")
            let word = mark.map { String(text[text.index(after: $0)...]) } ?? text
            guard let knob = Knob(rawValue: word) else {
                let known = Knob.allCases.map(\.rawValue)
                let near = NearNames.near(word, in: known).first
                throw ValidationError(
                    "--find \(text): expected \(known.joined(separator: ", "))"
                        + (near.map { "; did you mean \($0)?" } ?? ""))
            }
            return (mark.map { String(text[..<$0]) }, knob)
        }
    }

    /// The limits that are to be found, of the deployments that are named, or state them.
    func sought(in file: PlanFile) throws -> [SoughtLimit] {
        var sought: [SoughtLimit] = []
        for (name, knob) in try limits() {
            let places = file.deployments.indices.filter { place in
                let deployment = file.deployments[place]
                return name.map { $0 == deployment.name } ?? (deployment.limits[knob] != nil)
            }
            let chosen = places.isEmpty && name == nil && file.deployments.count == 1 ? [0] : places
            guard !chosen.isEmpty else {
                let known = file.deployments.map(\.name).joined(separator: ", ")
                throw CommandError(
                    name.map { "--find \($0):\(knob.rawValue): expected one of \(known)" }
                        ?? "--find \(knob.rawValue): no deployment states it; name one of \(known), "
                        + "as in \(file.deployments[0].name):\(knob.rawValue)")
            }
            for limit in chosen.map({ SoughtLimit(place: $0, knob: knob) }) {
                guard !sought.contains(limit) else {
                    throw CommandError("--find names \(knob.rawValue) of a deployment twice")
                }
                sought.append(limit)
            }
        }
        return sought
    }
}
