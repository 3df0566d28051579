import Foundation

/// What money loses in worth by coming later, as a yearly rate with how a month's follows from it.
public struct DiscountRate: Hashable, Sendable {
    /// How a month's rate follows from a year's; the two differ, so a report names the one it uses.
    public enum Convention: String, CaseIterable, Sendable {
        /// Twelve months compound to the year: (1 + r)^(1/12) - 1.
        case effective
        /// A twelfth of the year's, which compounds to more: r / 12.
        case nominal
    }

    /// The rate of a year as a fraction, 0.08 for 8 %; above -1.
    public let annual: Double
    /// How a month's rate follows.
    public let convention: Convention

    /// A rate of a year.
    ///
    /// - Parameters:
    ///   - annual: A fraction above -1, 0.08 for 8 %.
    ///   - convention: How a month's rate follows.
    public init(annual: Double, convention: Convention) {
        precondition(annual > -1)
        (self.annual, self.convention) = (annual, convention)
    }

    /// The rate of a month as a fraction.
    public var monthly: Double {
        switch convention {
        case .effective: expm1(log1p(annual) / 12)
        case .nominal: annual / 12
        }
    }
}

extension DiscountRate.Convention {
    /// The rate of a year that a month's comes to, both fractions.
    public func annual(ofMonthly rate: Double) -> Double {
        switch self {
        case .effective: expm1(12 * log1p(rate))
        case .nominal: 12 * rate
        }
    }

    /// The formula in words.
    public var formula: String {
        switch self {
        case .effective: "(1 + r)^(1/12) - 1"
        case .nominal: "r / 12"
        }
    }
}
