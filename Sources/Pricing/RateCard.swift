/// Rates by kind of token, service tier and context band, and those of off-peak hours.
public struct RateCard: Hashable, Sendable {
    /// Which requests a list of rates is for.
    public struct Scope: Hashable, Comparable, Sendable {
        /// The service tier.
        public let tier: ServiceTier
        /// The context band.
        public let band: ContextBand

        /// The requests of a tier in a band.
        public init(_ tier: ServiceTier, _ band: ContextBand = .base) {
            self.tier = tier
            self.band = band
        }

        /// The order in which scopes are listed: by tier, the standard one first, then by band.
        public static func < (left: Scope, right: Scope) -> Bool {
            left.tier == right.tier ? left.band < right.band : left.tier < right.tier
        }
    }

    /// The rates that are stated, by scope; no list is empty.
    public private(set) var rates: [Scope: [Meter: Rate]]
    /// Rates at certain hours; nil where all hours cost the same.
    public var offPeak: OffPeakRates?

    /// The bands beyond the base that any tier has rates for, in ascending order.
    public private(set) var bands: [ContextBand]

    /// A card without any rate.
    public init() { (rates, bands) = ([:], []) }

    /// The rate that is stated for a kind of token in a scope, without any look-up.
    public subscript(meter: Meter, scope: Scope) -> Rate? { rates[scope]?[meter] }

    /// States a rate for a kind of token in a scope.
    mutating func set(_ rate: Rate, for meter: Meter, in scope: Scope) {
        rates[scope, default: [:]][meter] = rate
        guard scope.band != .base, !bands.contains(scope.band) else { return }
        bands = (bands + [scope.band]).sorted()
    }

    /// The scopes that have rates of their own, in the order in which they are listed.
    public var scopes: [Scope] { rates.keys.sorted() }
}

/// Rates that stand in for all others at certain hours, whatever tier and context.
public struct OffPeakRates: Hashable, Sendable {
    /// When they apply.
    public let hours: OffPeakHours
    /// The rates that differ then.
    public let rates: [Meter: Rate]
}
