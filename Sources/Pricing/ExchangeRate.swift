internal import Documents

/// What a unit of one currency is worth in another one, as somebody stated it for a day.
public struct ExchangeRate: Hashable, Sendable, CustomStringConvertible {
    /// The currency that is converted.
    public let from: Currency
    /// The currency that it is converted to.
    public let to: Currency
    /// Units of the second for one of the first.
    let rate: DecimalNumber
    /// The day of the rate.
    public let date: String

    /// A rate written as `CNY=0.14 USD @2026-01-01`.
    ///
    /// - Parameter text: Two different currencies, a number above zero and a day.
    /// - Throws: ``ExchangeRateError`` where it is anything else.
    public init(_ text: String) throws(ExchangeRateError) {
        let pattern = /\s*([A-Z]{3})\s*=\s*([0-9.]+)\s*([A-Z]{3})\s*@\s*(\d{4}-\d\d-\d\d)\s*/
        guard let match = text.wholeMatch(of: pattern), let from = Currency(String(match.1)),
            let rate = DecimalNumber(String(match.2)), let to = Currency(String(match.3)),
            Timestamp(date: String(match.4)) != nil, from != to,
            let factor = PriceFactor(rate), factor.isPositive
        else { throw ExchangeRateError(text: text) }
        (self.from, self.to, self.rate, date) = (from, to, rate, String(match.4))
    }

    /// The number as decimal digits.
    public var rateText: String { rate.description }

    /// The rate in words.
    public var description: String { "1 \(from) = \(rate) \(to) (\(date))" }
}

/// A text is no exchange rate.
public struct ExchangeRateError: Error, Hashable, Sendable, CustomStringConvertible {
    let text: String

    /// One line that says what was expected.
    public var description: String {
        "\"\(text)\": expected two currencies, a rate of at most 12 digits and its day, such as "
            + "'CNY=0.14 USD @2026-01-01'"
    }
}
