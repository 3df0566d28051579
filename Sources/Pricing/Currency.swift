/// A currency by its ISO 4217 code.
public struct Currency: Hashable, Sendable, CustomStringConvertible {
    /// The code: three upper-case letters.
    public let code: String

    /// The US dollar.
    public static let usd = Currency(validated: "USD")

    private init(validated code: String) {
        self.code = code
    }

    /// The currency of a code, or nil where it is not three upper-case letters.
    public init?(_ code: String) {
        let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
        guard code.utf8.count == 3, code.utf8.allSatisfy(letters.contains) else { return nil }
        self.init(validated: code)
    }

    /// What stands before an amount: `$`, `€`, `¥`, or the code and a space.
    public var symbol: String {
        switch code {
        case "USD": "$"
        case "EUR": "€"
        case "CNY": "¥"
        default: code + " "
        }
    }

    /// The code.
    public var description: String { code }
}
