import Statistics

/// The distribution of the gaps between arrivals, in operational time: their mean is 1.
///
/// It is told by how much the gaps vary: 1 for a Poisson process, more for bursts, less for a beat.
public struct RenewalProcess: Hashable, Sendable {
    /// The families.
    public enum Family: String, Hashable, Sendable, CaseIterable {
        /// Arrivals that know nothing of each other.
        case poisson
        /// Gaps of a gamma distribution.
        case gamma
        /// Gaps of a Weibull distribution.
        case weibull
    }

    /// What a coefficient of variation may be.
    public static let variations = 0.05...20

    /// The family.
    public let family: Family
    /// The coefficient of variation of the gaps.
    public var variation: Double { gaps.variation }
    private let gaps: PositiveDistribution

    /// A process.
    ///
    /// - Parameters:
    ///   - family: The family.
    ///   - variation: The coefficient of variation, within ``variations``; 1 for a Poisson process.
    public init(_ family: Family, variation: Double = 1) {
        precondition(Self.variations ~= variation && (family != .poisson || variation == 1))
        let kind: PositiveDistribution.Family =
            switch family {
            case .poisson: .exponential
            case .gamma: .gamma
            case .weibull: .weibull
            }
        guard let gaps = PositiveDistribution(kind, mean: 1, variation: variation) else {
            preconditionFailure("the variation is within what the family takes")
        }
        (self.family, self.gaps) = (family, gaps)
    }

    /// The time from one arrival to the next.
    func gap(_ bits: inout SplitMix64) -> Double { gaps.draw(using: &bits) }

    /// The time from a moment that has nothing to do with the process to the next arrival, by which
    /// the expected number of arrivals is the length of the time, from its beginning on.
    func firstGap(_ bits: inout SplitMix64) -> Double { gaps.drawRemainder(using: &bits) }
}
