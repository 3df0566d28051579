import Foundation

/// Amounts at even steps of time, the first one now; each later one falls due at the end of its
/// step.
///
/// All of it is projected, so amounts are floating-point numbers of one currency; out is negative.
public struct CashFlow: Hashable, Sendable {
    /// The amounts in order, the first at time 0.
    public let amounts: [Double]

    /// Amounts in order, the first at time 0.
    public init(_ amounts: [Double]) { self.amounts = amounts }

    /// The worth today: Σ amount_k / (1 + r)^k.
    ///
    /// Brealey, Myers and Allen, "Principles of Corporate Finance", chapter 2. Unlike a spreadsheet's
    /// NPV function the first amount is not discounted.
    ///
    /// - Parameter rate: What a step costs, as a fraction above -1.
    /// - Returns: The net present value.
    public func presentValue(at rate: Double) -> Double {
        amounts.reversed().reduce(0) { $0 / (1 + rate) + $1 }
    }

    /// The amounts, each as it is worth today.
    public func discounted(at rate: Double) -> CashFlow {
        var factor = 1.0
        return CashFlow(
            amounts.map { amount in
                defer { factor /= 1 + rate }
                return amount * factor
            })
    }

    /// What the amounts have come to after each step.
    public var cumulative: [Double] {
        var sum = 0.0
        return amounts.map { amount in
            sum += amount
            return sum
        }
    }

    /// What is earned on what is laid out at first, as a fraction: Σ amounts / -first amount.
    ///
    /// - Returns: nil where nothing is laid out at first.
    public var returnOnInvestment: Double? {
        guard let first = amounts.first, first < 0 else { return nil }
        return amounts.reduce(0, +) / -first
    }

    /// The rate at which what comes in, put by at one rate, repays what goes out, borrowed at
    /// another: (FV of what comes in / -PV of what goes out)^(1/n) - 1.
    ///
    /// Lin, "The modified internal rate of return and investment criterion" (The Engineering
    /// Economist 21, 1976). It is one number where there are several internal rates.
    ///
    /// - Parameters:
    ///   - financing: What borrowing for a step costs, a fraction above -1.
    ///   - reinvestment: What a step earns on what comes in, a fraction above -1.
    /// - Returns: A fraction a step; nil unless something goes out and something comes in.
    public func modifiedRate(financing: Double, reinvestment: Double) -> Double? {
        let steps = Double(amounts.count - 1)
        let outlay = CashFlow(amounts.map { min($0, 0) }).presentValue(at: financing)
        let income = CashFlow(amounts.map { max($0, 0) }).presentValue(at: reinvestment)
        guard steps > 0, outlay < 0, income > 0 else { return nil }
        return pow(income / -outlay, 1 / steps) * (1 + reinvestment) - 1
    }
}
