public import Pricing

/// What is saved in a month, exactly as far as it is known.
public struct MonthlySaving: Sendable {
    /// What a month costs now; nil where only the saving is known.
    public let before: Money?
    /// What it costs then.
    public let after: Money?
    /// The difference; negative where it costs more.
    public let saved: Money
    /// The tokens that it is for; nil where nobody says.
    public let volume: UInt64?
    /// How it was found, in words in which names stand between backticks.
    public let method: String
    /// Where it comes from.
    public let origin: Origin
    /// The logs that it was measured on; nil where it was not.
    public let measured: MeasuredTraffic?

    /// Whether the amounts are scaled from logs, and so projected rather than exact.
    public var isScaled: Bool { measured != nil }

    /// The difference of two costs.
    ///
    /// - Parameters:
    ///   - before: What a month costs now.
    ///   - after: What it costs then.
    ///   - volume: The tokens that it is for; nil where nobody says.
    ///   - method: How it was found, in words in which names stand between backticks.
    ///   - origin: Where it comes from.
    init(before: Money, after: Money, volume: UInt64?, method: String, origin: Origin) {
        (self.before, self.after, saved) = (before, after, before - after)
        (self.volume, self.method, self.origin) = (volume, method, origin)
        measured = nil
    }

    /// A saving that logs show, scaled to a month.
    ///
    /// - Parameters:
    ///   - before: What a month costs now.
    ///   - after: What it costs then.
    ///   - volume: The tokens of a month.
    ///   - method: How it was found, in words in which names stand between backticks.
    ///   - measured: The logs themselves.
    public init(
        before: Money, after: Money, volume: UInt64?, method: String, measured: MeasuredTraffic
    ) {
        (self.before, self.after, saved) = (before, after, before - after)
        (self.volume, self.method, origin) = (volume, method, .replay)
        self.measured = measured
    }

    /// A saving of which only the amount is known.
    init(saved: Money, method: String, origin: Origin) {
        (before, after, self.saved, volume) = (nil, nil, saved, nil)
        (self.method, self.origin) = (method, origin)
        measured = nil
    }
}

/// What logs show that a saving is scaled from.
public struct MeasuredTraffic: Sendable {
    /// What the compared calls cost now.
    public let before: Money
    /// What they cost then.
    public let after: Money
    /// The compared calls; unknown where the logs don't tell.
    public let traffic: TrafficCounts
    /// The time from the first call to the last, in days to two decimals.
    public let days: String

    /// What logs show.
    ///
    /// - Parameters:
    ///   - before: What the compared calls cost now.
    ///   - after: What they cost then.
    ///   - traffic: The compared calls.
    ///   - days: The time that they cover, in days.
    public init(before: Money, after: Money, traffic: TrafficCounts, days: String) {
        (self.before, self.after) = (before, after)
        (self.traffic, self.days) = (traffic, days)
    }
}
