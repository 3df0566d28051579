import Foundation

/// A project's inputs as floating point, one of which may be changed to see what comes of it.
///
/// Percentages stand as such, amounts in the currency's unit; what is not given is 0.
public struct ProjectNumbers: Hashable, Sendable {
    private var values: [Double]
    /// How a month's discount rate follows from the year's.
    public let convention: DiscountRate.Convention

    init(_ values: [ScenarioInput: Double], _ convention: DiscountRate.Convention) {
        self.values = ScenarioInput.allCases.map { values[$0] ?? 0 }
        self.convention = convention
    }

    /// The value of an input.
    public internal(set) subscript(input: ScenarioInput) -> Double {
        get { values[Self.index(input)] }
        set { values[Self.index(input)] = newValue }
    }

    private static func index(_ input: ScenarioInput) -> Int {
        switch input {
        case .saving: 0
        case .hours: 1
        case .hourlyRate: 2
        case .migration: 3
        case .licence: 4
        case .operations: 5
        case .term: 6
        case .discountRate: 7
        case .growth: 8
        }
    }

    /// What is laid out at first.
    public var oneOff: Double { self[.hours] * self[.hourlyRate] + self[.migration] }
    /// What running it costs a month.
    public var running: Double { self[.licence] + self[.operations] }
    /// How many months are looked at.
    public var months: Int { Int(self[.term].rounded()) }
    /// What money costs.
    public var discount: DiscountRate {
        DiscountRate(annual: self[.discountRate] / 100, convention: convention)
    }

    /// What is saved in a month, counted from 1.
    public func saving(inMonth month: Int) -> Double {
        self[.saving] * pow(1 + self[.growth] / 100, Double(month - 1))
    }

    /// The layout now, then each month's saving less what running costs.
    public var flow: CashFlow {
        let factor = 1 + self[.growth] / 100
        var saving = self[.saving]
        var amounts = [-oneOff]
        amounts.reserveCapacity(months + 1)
        for _ in 0..<months {
            amounts.append(saving - running)
            saving *= factor
        }
        return CashFlow(amounts)
    }

    /// What the project is worth today.
    public var presentValue: Double { flow.presentValue(at: discount.monthly) }
}
