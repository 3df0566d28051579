public import Pricing

/// What happened in a period, as far as it is told.
public struct PeriodTotals: Hashable, Sendable {
    /// Calls.
    public var requests: UInt64?
    /// Tokens of all kinds.
    public var tokens: UInt64?
    /// What the priced calls cost.
    public var spend: Money?

    /// What happened in a period.
    public init(requests: UInt64? = nil, tokens: UInt64? = nil, spend: Money? = nil) {
        (self.requests, self.tokens, self.spend) = (requests, tokens, spend)
    }

    /// Adds what happened in a part of the same period; what one of them does not tell, neither
    /// does the sum.
    public static func += (left: inout PeriodTotals, right: PeriodTotals) {
        left.requests = left.requests.flatMap { sum in right.requests.map { sum + $0 } }
        left.tokens = left.tokens.flatMap { sum in right.tokens.map { sum + $0 } }
        left.spend = left.spend.flatMap { sum in right.spend.map { sum + $0 } }
    }

    /// Nothing, of what the other tells.
    fileprivate static func nothing(like other: PeriodTotals) -> PeriodTotals {
        PeriodTotals(
            requests: other.requests.map { _ in 0 }, tokens: other.tokens.map { _ in 0 },
            spend: other.spend.map { _ in .zero })
    }
}

/// Periods that follow each other without a gap; one without calls is a zero.
public struct PeriodHistory: Sendable {
    /// What numbers the periods.
    public let clock: PeriodClock
    /// The number of the first whole period.
    public let first: Int
    /// The whole periods.
    public let periods: [PeriodTotals]
    /// A period at the beginning of which only a part is known, before the whole ones.
    public let partBefore: PeriodTotals?
    /// A period at the end of which only a part is known.
    public let partAfter: PeriodTotals?

    /// The number of the first period ahead.
    public var next: Int { first + periods.count }

    /// What is known of time.
    public struct Cover: Sendable {
        /// From the first to the last call.
        public let calls: ClosedRange<Timestamp>
        /// The bounds that were asked for.
        public let from, to: Timestamp?

        /// What is known of time.
        public init(calls: ClosedRange<Timestamp>, from: Timestamp? = nil, to: Timestamp? = nil) {
            (self.calls, self.from, self.to) = (calls, from, to)
        }

        /// The last instant before the bound that was asked for.
        fileprivate var lastAsked: Timestamp? {
            to.map { Timestamp(nanoseconds: $0.nanoseconds - 1) }
        }
    }

    /// Puts periods in a row.
    ///
    /// They begin and end where asked for, else with the first and the last call. A first or last
    /// period is whole where that is within a twentieth of its length of its bound.
    ///
    /// - Parameters:
    ///   - totals: By the number of the period; one at least, all within the bounds.
    ///   - clock: What numbers them.
    ///   - cover: From when to when they tell all.
    public init(_ totals: [Int: PeriodTotals], _ clock: PeriodClock, covering cover: Cover) {
        self.clock = clock
        let (from, to) = (cover.from ?? cover.calls.lowerBound, cover.to ?? cover.calls.upperBound)
        let asked = [cover.from, cover.lastAsked].compactMap { $0.map(clock.period) }
        let told = totals.keys + asked
        let numbers = (told.min() ?? 0)...(told.max() ?? 0)
        let start = clock.start(of: numbers.lowerBound)
        let end = clock.start(of: numbers.upperBound + 1)
        let leeway = Int64(clock.length.hours) * 3_600_000_000_000 / 20
        let startsWhole = from.nanoseconds - start.nanoseconds <= leeway
        let endsWhole = end.nanoseconds - to.nanoseconds <= leeway
        first = numbers.lowerBound + (startsWhole ? 0 : 1)
        let past = numbers.upperBound + (endsWhole ? 1 : 0)
        let nothing = totals.values.first.map { PeriodTotals.nothing(like: $0) } ?? PeriodTotals()
        periods = first < past ? (first..<past).map { totals[$0] ?? nothing } : []
        partBefore = startsWhole ? nil : totals[numbers.lowerBound] ?? nothing
        partAfter =
            endsWhole || (numbers.count == 1 && !startsWhole)
            ? nil : totals[numbers.upperBound] ?? nothing
    }
}

extension PeriodHistory {
    /// The periods of a replay that was grouped by ``PeriodLength/grouping`` alone; nil without
    /// calls.
    ///
    /// Where no call at all has a price, they don't tell what was spent.
    ///
    /// - Parameters:
    ///   - result: The replay.
    ///   - length: How long a period is.
    ///   - plan: What was replayed.
    ///   - underPolicy: Whether spend is that under the first policy, or else as requested.
    public init?(
        of result: ReplayResult, every length: PeriodLength, _ plan: ReplayPlan, underPolicy: Bool
    ) {
        guard let calls = result.period else { return nil }
        let clock = PeriodClock(length, plan.clock, near: calls.lowerBound)
        var totals: [Int: PeriodTotals] = [:]
        let column = underPolicy ? result.policies.first?.column : result.asRequested
        let isPriced = column.map { $0.pricedRequests > 0 || $0.unpricedRequests == 0 } ?? false
        for group in result.groups {
            guard let label = group.by.first?.value,
                let instant = Self.instant(label, of: clock, plan.clock)
            else { preconditionFailure("a group by \(length.grouping) names when it begins") }
            let cost = underPolicy ? group.policies.first?.cost : group.asRequested
            let part = PeriodTotals(
                requests: group.requests, tokens: group.tokens,
                spend: isPriced ? cost?.total : nil)
            let number = clock.period(of: instant)
            if totals[number] == nil { totals[number] = .nothing(like: part) }
            totals[number]? += part
        }
        self.init(
            totals, clock,
            covering: Cover(calls: calls, from: plan.from, to: plan.to))
    }

    /// The first instant of a day or an hour by its label.
    private static func instant(
        _ label: String, of clock: PeriodClock, _ local: LocalClock
    ) -> Timestamp? {
        if let hour = Timestamp(rfc3339: label) { return hour }
        guard let midnight = Timestamp(date: label) else { return nil }
        let days = PeriodClock(.day, local, near: midnight)
        return days.start(of: Int(midnight.nanoseconds / 86_400_000_000_000))
    }
}
