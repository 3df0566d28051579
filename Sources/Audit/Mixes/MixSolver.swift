import Pricing

extension MixQuestion {
    /// More mixes than these are not listed.
    public static let mostMixes = 100_000
    /// A search through more steps than these is not begun.
    private static let mostSteps = 50_000_000

    /// All mixes of the grain, and the range of each share over all mixes whatever their grain.
    ///
    /// - Throws: ``AuditError`` where there are too many to be listed.
    public func answer() throws(AuditError) -> MixAnswer {
        let wholes = try choices.map { (choice) throws(AuditError) in
            try choice.pricePerToken.times(Fraction(Int128(tokens)))
        }
        let (target, slack) = (Fraction(bill), Fraction(tolerance))
        return MixAnswer(
            ranges: try ranges(wholes, try target.minus(slack), try target.plus(slack)),
            mixes: try mixes(wholes, target),
            possible: (wholes.min() ?? .zero)...(wholes.max() ?? .zero))
    }

    /// With two models in it a mix reaches the bounds of a share.
    ///
    /// - Parameters:
    ///   - wholes: What all tokens cost at each model.
    ///   - low: The lowest bill that counts.
    ///   - high: The highest.
    /// - Returns: One range a model; none where no mix has such a bill.
    /// - Throws: ``AuditError`` where there are too many digits.
    private func ranges(
        _ wholes: [Fraction], _ low: Fraction, _ high: Fraction
    ) throws(AuditError) -> [MixAnswer.ShareRange] {
        guard let least = wholes.min(), let most = wholes.max(), least <= high, low <= most else {
            return []
        }
        // Bills between the two that a mix can have.
        let (low, high) = (max(low, least), min(high, most))
        return try choices.indices.map { (index) throws(AuditError) in
            let others = wholes.indices.filter { $0 != index }.map { wholes[$0] }
            let whole = wholes[index]
            return MixAnswer.ShareRange(
                model: choices[index].model, whole: whole,
                share: try smallest(
                    whole, others, low, high)...largest(
                        whole, least, most, low, high))
        }
    }

    /// A share is largest at the bill that lies nearest to what all tokens cost at the model.
    private func largest(
        _ whole: Fraction, _ least: Fraction, _ most: Fraction, _ low: Fraction, _ high: Fraction
    ) throws(AuditError) -> Fraction {
        if whole < low { return try share(of: whole, beside: most, low) }
        if whole > high { return try share(of: whole, beside: least, high) }
        return .one
    }

    /// A share is needed only where the other models alone can't give any of the bills.
    private func smallest(
        _ whole: Fraction, _ others: [Fraction], _ low: Fraction, _ high: Fraction
    ) throws(AuditError) -> Fraction {
        guard let cheapest = others.min(), let dearest = others.max() else { return .one }
        if dearest < low { return try share(of: whole, beside: dearest, low) }
        if cheapest > high { return try share(of: whole, beside: cheapest, high) }
        return .zero
    }

    /// The share of one model beside another at which both together cost the target.
    private func share(
        of whole: Fraction, beside other: Fraction, _ target: Fraction
    ) throws(AuditError) -> Fraction {
        try target.minus(other).divided(by: whole.minus(other))
    }

    private func mixes(
        _ wholes: [Fraction], _ target: Fraction
    ) throws(AuditError) -> [MixAnswer.Mix] {
        let allowed = Fraction(tolerance)
        let scale = try commonDenominator(wholes + [target, allowed])
        let units = try (wholes + [target, allowed]).map { (number) throws(AuditError) in
            try number.times(Fraction(scale)).numerator
        }
        var search = MixSearch(
            prices: Array(units.prefix(wholes.count)), budget: Self.mostSteps,
            limit: Self.mostMixes)
        let (bill, slack) = (units[wholes.count], units[wholes.count + 1])
        let parts = Int128(self.parts)
        let (lowest, isLow) = (bill - slack).multipliedReportingOverflow(by: parts)
        let (highest, isHigh) = (bill + slack).multipliedReportingOverflow(by: parts)
        let largest = units.map(\.magnitude).max() ?? 0
        guard !isLow, !isHigh, !largest.multipliedReportingOverflow(by: UInt128(parts)).overflow,
            largest * UInt128(parts) < UInt128(Int128.max)
        else { throw .tooManyDigits }
        try search.run(from: 0, left: self.parts, between: lowest, and: highest)
        return try search.found.map { (mix) throws(AuditError) in
            var cost = Fraction.zero
            for (whole, part) in zip(wholes, mix) {
                cost = try cost.plus(whole.times(Fraction(Int128(part), over: parts)))
            }
            return MixAnswer.Mix(parts: mix, bill: cost)
        }
    }

    private func commonDenominator(_ numbers: [Fraction]) throws(AuditError) -> Int128 {
        var common: Int128 = 1
        for number in numbers {
            let missing = Fraction(number.denominator, over: common).numerator
            let (product, overflow) = common.multipliedReportingOverflow(by: missing)
            guard !overflow else { throw .tooManyDigits }
            common = product
        }
        return common
    }
}

/// Goes through the mixes of a grain, leaving out those whose rest can't reach the bill.
private struct MixSearch {
    /// The price of all tokens at each model, in a unit in which all are whole.
    let prices: [Int128]
    private let cheapestFrom: [Int128]
    private let dearestFrom: [Int128]
    private var budget: Int
    private let limit: Int
    private var mix: [Int]
    private(set) var found: [[Int]] = []

    init(prices: [Int128], budget: Int, limit: Int) {
        self.prices = prices
        (self.budget, self.limit) = (budget, limit)
        mix = Array(repeating: 0, count: prices.count)
        cheapestFrom = prices.indices.map { prices[$0...].min() ?? 0 }
        dearestFrom = prices.indices.map { prices[$0...].max() ?? 0 }
    }

    mutating func run(
        from index: Int, left: Int, between low: Int128, and high: Int128
    ) throws(AuditError) {
        budget -= 1
        guard budget > 0, found.count < limit else { throw Self.tooMany(limit) }
        let parts = Int128(left)
        guard parts * cheapestFrom[index] <= high, parts * dearestFrom[index] >= low else { return }
        if index == prices.count - 1 {
            mix[index] = left
            found.append(mix)
            return
        }
        for part in 0...left {
            mix[index] = part
            let cost = Int128(part) * prices[index]
            try run(from: index + 1, left: left - part, between: low - cost, and: high - cost)
        }
    }

    private static func tooMany(_ limit: Int) -> AuditError {
        AuditError(
            "more mixes than can be listed (\(limit)); take a coarser grain, fewer models or a "
                + "smaller tolerance")
    }
}
