/// The facts about a call that choose its rates.
///
/// Within a class prices are linear in the tokens, so the sum of its calls to one model may be
/// quoted at once.
public struct PriceClass: Hashable, Sendable {
    /// The tier that the call asked for.
    public let serviceTier: ServiceTier
    /// The call's total input, or the least of all calls that are priced alike.
    public let totalInput: UInt64
    /// When the call was made; nil asks for the table's prices whatever the date and the hour.
    public let moment: Moment?

    /// A time as prices see it.
    public struct Moment: Hashable, Sendable {
        /// The instant that decides which price list is in force.
        public let instant: Timestamp
        /// The minute that decides whether off-peak hours are on.
        public let minute: WeekMinute

        /// The moment of an instant.
        public init(_ instant: Timestamp) {
            self.init(instant, WeekMinute(nanoseconds: instant.nanoseconds))
        }

        init(_ instant: Timestamp, _ minute: WeekMinute) {
            self.instant = instant
            self.minute = minute
        }
    }

    /// The class of calls of a tier, a size and a time.
    public init(serviceTier: ServiceTier, totalInput: UInt64, moment: Moment?) {
        self.serviceTier = serviceTier
        self.totalInput = totalInput
        self.moment = moment
    }
}
