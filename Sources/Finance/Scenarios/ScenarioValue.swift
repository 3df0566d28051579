import Documents
public import Pricing

/// A number of a scenario exactly as it was written, with where it comes from.
public struct ScenarioValue: Hashable, Sendable {
    /// A number in its unit.
    public enum Content: Hashable, Sendable {
        /// An amount, in all, a month or an hour.
        case amount(Money)
        /// Ten-thousandths of an hour.
        case hours(UInt64)
        /// Whole months.
        case months(Int)
        /// Millionths of a percent.
        case percent(Int64)
    }

    /// The number in its unit.
    public let content: Content
    /// The currency that was written behind an amount.
    public let currency: Currency?
    /// Where it comes from.
    public let origin: Origin

    /// The number as floating point; percentages as such, amounts in the currency's unit.
    public var approximate: Double {
        switch content {
        case .amount(let amount): amount.approximate
        case .hours(let parts): Double(parts) / 1e4
        case .months(let months): Double(months)
        case .percent(let millionths): Double(millionths) / 1e6
        }
    }

    /// A number from elsewhere than a text.
    init(_ content: Content, currency: Currency? = nil, from origin: Origin) {
        (self.content, self.currency, self.origin) = (content, currency, origin)
    }

    /// Reads a value of an input.
    ///
    /// - Throws: What was expected, where the text is anything else.
    init(
        _ text: String, of input: ScenarioInput, from origin: Origin
    ) throws(ScenarioFault) {
        guard let written = WrittenQuantity(text), written.fits(input.kind),
            let content = Content(written.number, input.kind)
        else { throw ScenarioFault(text, expected: input.expectation) }
        self.init(content, currency: written.currency, from: origin)
        guard input.bounds.contains(approximate) else {
            throw ScenarioFault(text, expected: input.expectation)
        }
    }
}

extension ScenarioValue.Content {
    /// Nil where the number has more digits than are held.
    init?(_ number: DecimalNumber, _ kind: ScenarioInput.Kind) {
        switch kind {
        case .amount, .amountPerMonth, .amountPerHour:
            guard let amount = Money(exactly: number) else { return nil }
            self = .amount(amount)
        case .hours:
            guard let parts = number.scaled(to: 4).flatMap({ UInt64(exactly: $0) }) else {
                return nil
            }
            self = .hours(parts)
        case .months:
            guard let months = number.scaled(to: 0).flatMap({ Int(exactly: $0) }) else {
                return nil
            }
            self = .months(months)
        case .percent:
            guard let millionths = number.scaled(to: 6).flatMap({ Int64(exactly: $0) }) else {
                return nil
            }
            self = .percent(millionths)
        }
    }
}
