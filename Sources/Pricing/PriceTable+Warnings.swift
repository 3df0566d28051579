/// Something in a price table that is allowed, but often a mistake.
public struct PriceWarning: Hashable, Sendable, CustomStringConvertible {
    /// What a warning is about.
    public enum Kind: String, CaseIterable, Sendable {
        /// One price is for every token.
        case oneForAll = "one price for all tokens"
        /// A rate far from any that vendors ask.
        case magnitude = "implausible rates"
        /// A rate of zero.
        case free = "free"
        /// A rate without which calls stay unpriced.
        case missing = "missing rates"
        /// A rate that is higher or lower than another one.
        case order = "unusual order of rates"
        /// A rate with more digits than are held.
        case rounded = "rounded"
        /// Prices of what is not counted in tokens.
        case unmetered = "not priced"
        /// Names that can't be parsed.
        case unknown = "not understood"
        /// Values that can't be used.
        case unusable = "unusable"
    }

    /// What the warning is about.
    public let kind: Kind
    /// The model and its rates concerned, such as `gpt-4.1 (batch)`, or nil for the whole table.
    public let subject: String?
    /// What stands out, and why it matters.
    public let message: String

    /// The warning as one line.
    public var description: String {
        subject.map { "\($0): \(message)" } ?? message
    }
}

extension PriceTable {
    /// What stands out in the table, in file order.
    public func warnings() -> [PriceWarning] {
        let notes = pricesAllTokensAlike ? [allTokensNote] : []
        return notes + models.flatMap { $0.warnings() }
    }

    private var allTokensNote: PriceWarning {
        PriceWarning(
            kind: .oneForAll, subject: nil,
            message: "one price for every token: input and cached tokens cost as much as output")
    }
}

extension ModelPrice {
    fileprivate func warnings() -> [PriceWarning] {
        rateLists.flatMap { $0.warnings(id) } + missingRates + remainder.warnings(id)
    }

    /// Rates that a call of some tier needs and does not find.
    private var missingRates: [PriceWarning] {
        guard let card, !card.scopes.isEmpty else { return [] }
        return Set(card.scopes.map(\.tier)).union([.standard]).sorted().flatMap { tier in
            let search = RateSearch(
                card, PriceClass(serviceTier: tier, totalInput: 0, moment: nil))
            return [Meter.input, .output].filter { search.find($0) == nil }.map { meter in
                PriceWarning(
                    kind: .missing, subject: id + (tier == .standard ? "" : " (\(tier))"),
                    message: "no \(meter.rawValue) rate: calls stay unpriced")
            }
        }
    }
}

extension RateList {
    fileprivate func warnings(_ model: String) -> [PriceWarning] {
        let subject = scope.isEmpty ? model : "\(model) (\(scope))"
        return rates.compactMap { magnitude(subject, $0.name, $0.rate) } + order(subject)
    }

    private func magnitude(_ subject: String, _ name: String, _ rate: Rate) -> PriceWarning? {
        if rate.attosPerToken == 0 {
            return PriceWarning(kind: .free, subject: subject, message: "\(name) is free")
        }
        let plausible: ClosedRange<Int64> = 1_000_000_000...1_000_000_000_000_000
        guard !plausible.contains(rate.attosPerToken) else { return nil }
        return PriceWarning(
            kind: .magnitude, subject: subject,
            message: "\(name) is \(rate.perMillionTokens) per 1M tokens, outside 0.001 to 1000; "
                + "is it a price per token or per 1K tokens?")
    }

    private func order(_ subject: String) -> [PriceWarning] {
        guard let input = rate(.input) else { return [] }
        var messages: [String] = []
        if let cacheRead = rate(.cacheRead), cacheRead > input {
            messages.append("cache_read is dearer than input")
        }
        if let output = rate(.output), output < input {
            messages.append("output is cheaper than input")
        }
        return messages.map { PriceWarning(kind: .order, subject: subject, message: $0) }
    }

    private func rate(_ meter: Meter) -> Rate? {
        rates.first { $0.name == meter.rawValue }?.rate
    }
}

extension PriceRemainder {
    fileprivate func warnings(_ model: String) -> [PriceWarning] {
        let notes: [(PriceWarning.Kind, String, [String])] = [
            (.unusable, "calls stay unpriced, as these can't be used as rates:", unusableRates),
            (.unknown, "fields that can't be parsed, by which nothing is priced:", unknownFields),
            (.rounded, "rounded to 18 decimals per token:", roundedFields),
            (.unmetered, "prices of what logs do not count, left out:", unmetered),
        ]
        return notes.filter { !$0.2.isEmpty }.map { kind, message, fields in
            PriceWarning(
                kind: kind, subject: model,
                message: "\(message) \(fields.joined(separator: ", "))")
        }
    }
}
