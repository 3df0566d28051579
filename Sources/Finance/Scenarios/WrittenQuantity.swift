import Documents
import Pricing

/// A number with a unit: `120 USD/hour`, `8%`, `12 months`, `500M tokens`.
struct WrittenQuantity {
    let number: DecimalNumber
    private(set) var currency: Currency?
    private var isPercent = false
    /// `month`, `hours`, `tokens`; nil without any.
    private var word: String?
    /// What stands after a slash: `month`, `hour`.
    private let per: String?

    /// Nil where the text is anything else.
    init?(_ text: String) {
        let pattern =
            /\s*([+-]?[0-9.]+)([KMB]?)\s*(%|[A-Za-z]+)?(?:\s*\/\s*([a-z]+))?\s*/
        guard let match = text.wholeMatch(of: pattern),
            let number = DecimalNumber(match.1 + Self.exponent(String(match.2)))
        else { return nil }
        self.number = number
        per = match.4.map(String.init)
        guard let unit = match.3.map(String.init) else { return }
        if unit == "%" {
            isPercent = true
        } else if let currency = Currency(unit) {
            self.currency = currency
        } else {
            word = unit
        }
    }

    /// A thousand, a million, a billion.
    private static func exponent(_ letter: String) -> String {
        switch letter {
        case "K": "e3"
        case "M": "e6"
        case "B": "e9"
        default: ""
        }
    }

    func fits(_ kind: ScenarioInput.Kind) -> Bool {
        switch kind {
        case .amount: isAmount(per: [nil])
        case .amountPerMonth: isAmount(per: [nil, "month"])
        case .amountPerHour: isAmount(per: [nil, "hour"])
        case .hours: isCount(of: ["hours", "hour", "h"])
        case .months: isCount(of: ["months", "month"])
        case .percent: isPercent && per == nil
        }
    }

    private func isAmount(per units: [String?]) -> Bool {
        !isPercent && word == nil && units.contains(per)
    }

    private func isCount(of words: [String]) -> Bool {
        !isPercent && currency == nil && per == nil && (word.map(words.contains) ?? true)
    }

    /// The number as a count of things, such as tokens; nil where it is anything else, or 0.
    func count(of word: String) -> UInt64? {
        guard isCount(of: [word]),
            let count = number.scaled(to: 0).flatMap({ UInt64(exactly: $0) }),
            1...BreakEven.largestVolume ~= count
        else { return nil }
        return count
    }

    /// The share as hundredths of a percent, from 0 % to 100 %; nil where it is anything else.
    var share: UInt64? {
        guard isPercent, per == nil,
            let share = number.scaled(to: 2).flatMap({ UInt64(exactly: $0) }), share <= 10_000
        else { return nil }
        return share
    }
}
