internal import Documents

/// The prices of a set of models in one currency.
public struct PriceTable: Sendable {
    /// The name by which reports call the table.
    public let name: String
    /// The version of the file format.
    public let version: Int
    /// The currency of every price.
    public internal(set) var currency: Currency
    /// How the prices were converted from the file's currency; nil where they are in it.
    public internal(set) var exchange: ExchangeRate?
    /// The date on which the prices were read; it binds nothing.
    public let asOf: String?
    /// The instant before which the table has no prices; nil where it applies at any time.
    public internal(set) var effectiveFrom: Timestamp?
    /// Where the prices were read.
    public let source: String?
    /// What a reader of a report has to know about the prices.
    public let note: String?
    /// The SHA-256 of the file.
    public let sha256: String
    /// The models in file order.
    public internal(set) var models: [ModelPrice]
    /// Entries of the file that are no models.
    public let otherEntries: [String]

    /// Names that were given to models besides those of the file.
    public internal(set) var givenAliases: [PriceAlias] = []

    var indexByName: [ExactText: Int]

    /// Whether every model has one price for all its tokens.
    public var pricesAllTokensAlike: Bool {
        models.allSatisfy { $0.card == nil }
    }

    /// The model of exactly this id or alias.
    public func model(_ name: String) -> ModelPrice? {
        indexByName[name.exact].map { models[$0] }
    }

    /// Up to three known names like an unknown one: suggestions, by which nothing is priced.
    public func nearNames(to name: String) -> [String] {
        NearNames.near(name, in: models.flatMap { [$0.id] + $0.aliases })
    }

    /// The table in force from an instant on.
    public func starting(_ instant: Timestamp) -> PriceTable {
        var table = self
        table.effectiveFrom = instant
        return table
    }
}
