public import Documents

/// Why a price can't be used.
public enum PricingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rate is below zero.
    case negativeRate(DecimalNumber)
    /// The rate has more than twelve decimals.
    case rateTooFine(DecimalNumber)
    /// The rate is above the bound.
    case rateTooHigh(DecimalNumber)

    /// One line that names the rate and what was expected.
    public var description: String {
        switch self {
        case .negativeRate(let rate):
            "\(rate) per 1M tokens; expected 0 or more"
        case .rateTooFine(let rate):
            "\(rate) per 1M tokens; expected at most 12 decimals"
        case .rateTooHigh(let rate):
            "\(rate) per 1M tokens; expected at most \(Bounds.unitsPerMillionTokens)"
        }
    }
}
