import Foundation
public import Pricing

/// What has to be saved in the first month for a project to cost nothing in the end.
public struct ProjectBreakEven: Hashable, Sendable {
    /// To pay for running it.
    public let running: Money
    /// To pay back the layout too within the term.
    public let paidBack: Double
    /// To pay it back with what money costs: the net present value is 0.
    public let worthNothing: Double
    /// The tokens that the saving is for; nil where nobody says.
    private let volume: UInt64?
    private let saved: Money

    init(_ project: Project) {
        let numbers = project.numbers
        func needed(at rate: Double) -> Double {
            let months = Array(1...numbers.months)
            let factors = months.map { pow(1 + rate, -Double($0)) }
            let growing = zip(months, factors).reduce(0) { sum, month in
                sum + pow(1 + numbers[.growth] / 100, Double(month.0 - 1)) * month.1
            }
            return (numbers.oneOff + numbers.running * factors.reduce(0, +)) / growing
        }
        running = project.running
        paidBack = needed(at: 0)
        worthNothing = needed(at: numbers.discount.monthly)
        (volume, saved) = (project.saving.volume, project.saving.saved)
    }

    /// The tokens a month that save so much, at the saving's price per token; nil where that is
    /// unknown or nothing is saved.
    public func tokens(saving amount: Double) -> Double? {
        guard let volume, saved > .zero else { return nil }
        return amount / saved.approximate * Double(volume)
    }

    /// The smallest count of tokens a month that pays for running it, exactly.
    public var runningTokens: UInt64? {
        guard let volume, saved > .zero else { return nil }
        let product = running.attos.magnitude.multipliedFullWidth(by: UInt128(volume))
        guard product.high < saved.attos.magnitude else { return nil }
        let (whole, rest) = saved.attos.magnitude.dividingFullWidth(product)
        return UInt64(exactly: whole + (rest > 0 ? 1 : 0))
    }
}
