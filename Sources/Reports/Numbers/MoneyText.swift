import Pricing

/// Amounts in a currency as people read them.
struct MoneyText {
    let currency: Currency

    /// An amount in a sentence: to the cent, or below ten cents to the second digit that counts.
    func brief(_ amount: Money) -> String {
        text(amount, decimals: Self.briefDecimals(amount))
    }

    /// An amount with a number of decimals: `-$1,204.50`.
    func text(_ amount: Money, decimals: Int) -> String {
        let digits = Numbers.grouped(decimal: amount.text(decimals: decimals))
        guard digits.hasPrefix("-") else { return currency.symbol + digits }
        return "-" + currency.symbol + digits.dropFirst()
    }

    /// How many decimals an amount has in a sentence.
    static func briefDecimals(_ amount: Money) -> Int {
        let digits = String(amount.attos.magnitude)
        let leadingZeros = Money.scale - digits.utf8.count
        guard amount != .zero, leadingZeros >= 1 else { return 2 }
        return min(leadingZeros + 2, Money.scale)
    }
}

/// How a column of amounts is printed: all with the same decimals, so that the points align.
struct MoneyColumn {
    /// More digits than this are rounded away, unless an amount would look like nothing.
    private static let usualLimit = 10

    let decimals: Int

    init(_ amounts: [Money]) {
        let needed = amounts.map(Self.decimals).max() ?? 2
        let isHidden = amounts.contains {
            $0 != .zero && $0.text(decimals: Self.usualLimit).allSatisfy { "-0.".contains($0) }
        }
        decimals = min(needed, isHidden ? Money.scale : Self.usualLimit)
    }

    private static func decimals(_ amount: Money) -> Int {
        amount.description.utf8.reversed().prefix { $0 != UInt8(ascii: ".") }.count
    }

    /// The printed amounts, which add up to the printed total where the exact ones do.
    func rounded(_ parts: [Money], total: Money?) -> [Money] {
        guard let total else { return parts }
        return Money.apportioned(parts, total: total, decimals: decimals)
    }
}
