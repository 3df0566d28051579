import ArgumentParser
import Console
import Live
import Pricing

/// Which requests of the log are sent.
struct SampleOptions: ParsableArguments {
    /// How requests are shared out among the strata.
    enum Allocation: String, CaseIterable, ExpressibleByArgument {
        case proportional, neyman
    }

    /// How many requests are sent where nothing says it.
    private static let usualSize = 100

    @Option(
        help: ArgumentHelp(
            "How many requests are sent; at least one of each model and size is.",
            discussion: "Without it, and without --confidence, 100.", valueName: "n"))
    var sample: Int?

    @Option(
        help: ArgumentHelp(
            "As many requests as it takes to know a quantile of latency so well.",
            discussion: """
                'p95 within 5%', or 'p95 within 5% at 99%' for another confidence than 95 %. How \
                many that are is computed for lognormal latency, see --sigma, and shown.
                """, valueName: "goal"))
    var confidence: String?

    @Option(
        help: ArgumentHelp(
            "The standard deviation of the logarithm of latency that --confidence supposes.",
            valueName: "number"))
    var sigma = 0.5

    @Option(
        help: ArgumentHelp(
            "How they are shared out among models and sizes: proportional or neyman.",
            discussion: "neyman takes more where costs differ more.", valueName: "how"))
    var allocate = Allocation.proportional

    @Option(
        help: ArgumentHelp(
            "What decides chance: the same seed draws the same sample.", valueName: "number"))
    var seed: UInt64 = 1

    func validate() throws {
        if let sample, !(1...1_000_000 ~= sample) {
            throw ValidationError("--sample \(sample): expected a number from 1 to 1000000")
        }
        if sample != nil && confidence != nil {
            throw ValidationError(
                "--confidence says how many requests it takes; leave out --sample")
        }
        guard sigma > 0, sigma <= 10 else {
            throw ValidationError("--sigma \(sigma): expected a number above 0, up to 10")
        }
        _ = try goal()
    }

    /// How the sample is drawn.
    ///
    /// - Parameter prices: What tells how much costs differ.
    /// - Returns: The design.
    /// - Throws: `ValidationError` about an option's value.
    func design(_ prices: PriceTable) throws -> SampleDesign {
        SampleDesign(
            size: try goal()?.requests ?? sample ?? Self.usualSize, seed: seed,
            allocation: allocate == .neyman ? .neyman(prices) : .proportional)
    }

    /// How well a quantile is to be known, where that was asked for.
    func goal() throws -> SampleGoal? {
        guard let confidence else { return nil }
        let words = confidence.lowercased().split(separator: " ").map(String.init)
        guard words.count == 3 || words.count == 5, words[1] == "within",
            words.count == 3 || words[3] == "at",
            words[0].first == "p", let share = Self.share(words[0].dropFirst() + "%"),
            let precision = Self.share(words[2]),
            let level = words.count == 5 ? Self.share(words[4]) : 0.95
        else {
            throw ValidationError(
                "--confidence \(confidence): expected a quantile and how far off it may be, such as "
                    + "'p95 within 5%' or 'p99 within 10% at 99%'; percentages from 0.01 to 99.999")
        }
        let goal = SampleGoal(
            share: share, precision: precision, confidence: level, logDeviation: sigma)
        guard goal.requests <= 1_000_000 else {
            throw ValidationError(
                "--confidence \(confidence): it takes \(goal.requests) requests; expected a goal "
                    + "that 1000000 reach")
        }
        return goal
    }

    /// A percentage from 0.01 to 99.999, as a share.
    private static func share(_ text: some StringProtocol) -> Double? {
        guard text.hasSuffix("%"), let percent = Double(String(text.dropLast())),
            0.01...99.999 ~= percent
        else { return nil }
        return percent / 100
    }
}
