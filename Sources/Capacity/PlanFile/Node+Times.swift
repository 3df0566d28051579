import Documents
import Limits
import Statistics

extension Node {
    /// A length of time, such as `500 ms` or `0.2 s`.
    func span() throws(DocumentError) -> TimeSpan {
        guard let span = TimeSpan(text: Substring(try string())) else {
            throw error(
                expected: "a time such as 500 ms, 0.2 s, 1 min or 2 h, of whole nanoseconds")
        }
        return span
    }

    /// `recorded`, a length of time, times a token, or a distribution.
    func timeModel() throws(DocumentError) -> TimeModel {
        if case .scalar("recorded", _) = content { return .recorded }
        guard case .mapping(let entries) = content else { return .fixed(try span()) }
        let isDrawn = entries.contains { $0.key == "distribution" }
        return isDrawn ? .drawn(try distribution()) : .tokens(try tokenTimes())
    }

    private func tokenTimes() throws(DocumentError) -> TokenTimes {
        let fields = try fields([
            "base", "per_input_token", "per_cached_token", "per_output_token",
        ])
        return TokenTimes(
            base: try fields.optional("base")?.span() ?? .zero,
            perInput: try fields.optional("per_input_token")?.tokenTime() ?? .zero,
            perCachedInput: try fields.optional("per_cached_token")?.tokenTime(),
            perOutput: try fields.optional("per_output_token")?.tokenTime() ?? .zero)
    }

    /// At most a minute, so that no request takes longer than there is time.
    private func tokenTime() throws(DocumentError) -> TimeSpan {
        let span = try span()
        guard span <= .minute else { throw error("is more than a minute a token") }
        return span
    }

    private func distribution() throws(DocumentError) -> PositiveDistribution {
        let fields = try fields(["distribution", "mean", "variation"])
        let family: PositiveDistribution.Family = try fields.required("distribution").choice()
        let mean = try fields.required("mean")
        let variation = fields.optional("variation")
        if family == .gamma || family == .weibull || family == .lognormal {
            _ = try fields.required("variation")
        }
        let distribution = PositiveDistribution(
            family, mean: try mean.span().seconds, variation: try variation?.number() ?? 1)
        guard let distribution else {
            throw (variation ?? mean).error(
                "makes no distribution; expected a mean above 0 and a variation from 0.01 to 100")
        }
        return distribution
    }

    /// A number such as `1.5`.
    func number() throws(DocumentError) -> Double {
        _ = try decimal()
        guard let value = Double(try string()), value.isFinite else {
            throw error(expected: "a number such as 1.5")
        }
        return value
    }

    /// A share such as `0.95` or `95%`.
    func share() throws(DocumentError) -> Double {
        let text = try string()
        let isPercentage = text.hasSuffix("%")
        let digits = isPercentage ? String(text.dropLast()) : text
        guard DecimalNumber(digits) != nil, let value = Double(digits),
            0...(isPercentage ? 100 : 1) ~= value
        else { throw error(expected: "a share between 0 and 1, or such as 95%") }
        return isPercentage ? value / 100 : value
    }

    /// One of the names that a type knows.
    func choice<Choice: RawRepresentable<String> & CaseIterable>() throws(DocumentError) -> Choice {
        guard let choice = Choice(rawValue: try string()) else {
            throw error(
                expected: "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return choice
    }
}

extension TimeSpan {
    /// The span that a text spells out, such as `500 ms`; nil where it is anything else, is finer
    /// than a nanosecond, or longer than the longest.
    init?(text: Substring) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let number = DecimalNumber(String(parts[0])),
            let unit = Self.units[parts[1]], let scaled = number.scaled(to: 9)
        else { return nil }
        let (product, hasOverflow) = scaled.multipliedReportingOverflow(by: Int128(unit))
        guard !hasOverflow, product >= 0, product % 1_000_000_000 == 0,
            product / 1_000_000_000 <= Int128(TimeSpan.longest.nanoseconds)
        else { return nil }
        self.init(nanoseconds: Int64(product / 1_000_000_000))
    }

    private static let units: [Substring: Int64] = [
        "us": 1000, "µs": 1000, "ms": 1_000_000, "s": 1_000_000_000, "min": 60_000_000_000,
        "h": 3_600_000_000_000,
    ]
}
