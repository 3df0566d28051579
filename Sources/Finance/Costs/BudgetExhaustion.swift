import Foundation

/// When spend that grows by the same share each day has used a budget up.
///
/// After n days a + a q + … + a q^(n-1) = a (q^n - 1) / (q - 1) is spent, with q = 1 + growth.
public struct BudgetExhaustion: Hashable, Sendable {
    /// The day, counted from 1, at whose end the budget is used up or exceeded.
    public let day: Int
    /// What is spent by the end of that day.
    public let spent: Double
    /// The same as a time in days, where the sum's formula is taken between whole days too.
    public let days: Double

    /// When a budget is used up; nil where spend that falls never gets there, or only after more
    /// days than can be told apart.
    ///
    /// - Parameters:
    ///   - budget: What may be spent, above 0.
    ///   - firstDay: What is spent on the first day, above 0.
    ///   - growth: By how much a day's spend is above the day's before, a fraction above -1.
    public init?(budget: Double, firstDay: Double, growth: Double) {
        precondition(budget > 0 && firstDay > 0 && growth > -1)
        let reach = budget / firstDay * growth
        guard reach > -1 else { return nil }
        days = growth == 0 ? budget / firstDay : log1p(reach) / log1p(growth)
        guard days.isFinite, days < 1e9 else { return nil }
        func sum(_ count: Double) -> Double {
            growth == 0 ? firstDay * count : firstDay * expm1(count * log1p(growth)) / growth
        }
        // The logarithms may miss a whole day by a rounding.
        let nearest = days.rounded()
        let isWhole = nearest >= 1 && abs(sum(nearest) - budget) <= budget * 1e-12
        let last = isWhole ? nearest : days.rounded(.up)
        (day, spent) = (Int(last), sum(last))
    }
}
