/// A number that a project's worth depends on, by its key in files of scenarios.
public enum ScenarioInput: String, CaseIterable, Sendable {
    /// What is saved in the first month.
    case saving
    /// Hours of engineering, once.
    case hours
    /// What an hour costs.
    case hourlyRate = "hourly_rate"
    /// What moving costs besides, once.
    case migration
    /// What licences cost a month.
    case licence
    /// What running it costs a month.
    case operations
    /// How many months are looked at.
    case term
    /// What money costs a year.
    case discountRate = "discount_rate"
    /// By how much the saving grows a month.
    case growth

    /// What its values are.
    public enum Kind: Sendable {
        case amount
        case amountPerMonth
        case amountPerHour
        case hours
        case months
        case percent
    }

    /// What its values are.
    public var kind: Kind {
        switch self {
        case .saving, .licence, .operations: .amountPerMonth
        case .hourlyRate: .amountPerHour
        case .migration: .amount
        case .hours: .hours
        case .term: .months
        case .discountRate, .growth: .percent
        }
    }

    /// What a report calls it.
    public var title: String {
        switch self {
        case .saving: "saving a month"
        case .hours: "engineering hours"
        case .hourlyRate: "hourly rate"
        case .migration: "migration"
        case .licence: "licence a month"
        case .operations: "operations a month"
        case .term: "term in months"
        case .discountRate: "discount rate a year"
        case .growth: "growth of the saving a month"
        }
    }

    /// The values that make sense, percentages as such; beyond them a value is refused.
    public var bounds: ClosedRange<Double> {
        switch self {
        case .saving: -1e9...1e9
        case .migration, .licence, .operations: 0...1e9
        case .hours: 0...1e6
        case .hourlyRate: 0...1e5
        case .term: 1...600
        case .discountRate: -50...1_000
        case .growth: -50...50
        }
    }

    /// The bounds and an example in words, as they follow "expected".
    var expectation: String {
        switch self {
        case .saving: "an amount such as 4737.50 USD/month, up to a billion"
        case .migration: "an amount such as 1500 USD, from 0 to a billion"
        case .licence, .operations: "an amount such as 250 USD/month, from 0 to a billion"
        case .hours: "hours such as 80, from 0 to a million, with at most four decimals"
        case .hourlyRate: "an amount such as 120 USD/hour, from 0 to 100,000"
        case .term: "whole months such as 12 months, from 1 to 600"
        case .discountRate: "a percentage a year such as 8%, from -50% to 1000%"
        case .growth: "a percentage a month such as 2%, from -50% to 50%"
        }
    }
}
