import ArgumentParser
import Console
import Documents
import Limits
import Live
import Pricing

/// When requests are sent, and what may be spent.
struct SendingOptions: ParsableArguments {
    /// The pattern of arrivals.
    enum Arrivals: String, CaseIterable, ExpressibleByArgument {
        case poisson, constant, log
    }

    @Option(
        help: ArgumentHelp(
            "How many requests are sent on average: 2/s, 30/min or 500/h.", valueName: "rate"))
    var rate = "1/s"

    @Option(
        help: ArgumentHelp(
            "At which distances: poisson, constant, or log for those of the log.",
            discussion: "The rate on average is that of --rate in any case.",
            valueName: "pattern"))
    var arrivals = Arrivals.poisson

    @Option(
        help: ArgumentHelp(
            "The most requests under way at a time.",
            discussion: "What a request waits for others belongs to its latency.",
            valueName: "n"))
    var concurrency = 8

    @Option(
        help: ArgumentHelp(
            "Stops before more than this is spent, such as 1.50 or '1.50 USD'.",
            discussion: """
                What each request can cost at most is set aside before it is sent, with all its \
                attempts at the dearest model of its fallbacks.
                """, valueName: "amount"))
    var maxSpend: String?

    @Flag(
        help: ArgumentHelp(
            "Sends also to models without a price.",
            discussion: "What is spent on them is unknown, and no limit holds for it."))
    var allowUnpriced = false

    @Flag(help: "Sends without asking.")
    var yes = false

    @Flag(help: "Shows what would be sent and what it would cost, and sends nothing.")
    var dryRun = false

    func validate() throws {
        guard 1...4096 ~= concurrency else {
            throw ValidationError("--concurrency \(concurrency): expected a number from 1 to 4096")
        }
        if allowUnpriced && maxSpend != nil {
            throw ValidationError(
                "--max-spend can't hold for models without a price; leave out --allow-unpriced")
        }
        _ = try perSecond()
    }

    /// The rate in requests a second.
    func perSecond() throws -> Double {
        let units = ["s": 1.0, "min": 60, "h": 3600]
        let parts = rate.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let unit = units[parts[1]], let count = Double(parts[0]),
            count.isFinite, count > 0, 1e-4...1e4 ~= count / unit
        else {
            throw ValidationError(
                "--rate \(rate): expected a number and a time, such as 2/s, 30/min or 500/h, from "
                    + "0.0001 to 10000 a second")
        }
        return count / unit
    }

    /// When the requests of a sample are meant to go.
    func schedule(_ requests: [DrawnRequest]) throws -> Schedule {
        let rate = try perSecond()
        switch arrivals {
        case .poisson: return .poisson(perSecond: rate)
        case .constant: return .constant(perSecond: rate)
        case .log:
            let times = requests.map(\.logged.time.nanoseconds)
            guard let first = times.min(), let last = times.max(), last > first else {
                throw CommandError(
                    "--arrivals log: the requests drawn are all of one instant; take constant")
            }
            let seconds = (Double(last) - Double(first)) / 1e9
            return .logged(speed: rate * seconds / Double(times.count - 1))
        }
    }

    /// What may be spent, in the currency of the prices.
    func limit(in currency: Currency) throws -> Money? {
        guard let maxSpend else { return nil }
        let words = maxSpend.split(separator: " ").map(String.init)
        guard 1...2 ~= words.count,
            let amount = DecimalNumber(words[0]).flatMap({ Money(exactly: $0) }), amount > .zero
        else {
            throw ValidationError(
                "--max-spend \(maxSpend): expected an amount above 0 such as 1.50 or '1.50 USD'")
        }
        guard words.count == 1 || words[1] == currency.code else {
            throw ValidationError(
                "--max-spend \(maxSpend): the prices are in \(currency.code); give the limit in it")
        }
        return amount
    }
}
