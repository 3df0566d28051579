extension Money {
    /// Rounds amounts for display so that the printed ones add up to their printed total.
    ///
    /// Each amount goes down to the next printable one, and what is then missing goes, one last
    /// digit each, to the amounts that lost the most (largest remainder; of equals, the earlier).
    ///
    /// - Parameters:
    ///   - parts: The amounts. If they do not add up to `total`, each is rounded by itself.
    ///   - total: The sum of the parts.
    ///   - decimals: The number of decimals that are printed, from 0 to 18.
    /// - Returns: The rounded amounts in the order of `parts`.
    public static func apportioned(_ parts: [Money], total: Money, decimals: Int) -> [Money] {
        let unit = Int128(UInt128.powerOfTen(scale - decimals))
        guard parts.reduce(zero, +) == total else {
            return parts.map { Money(attos: $0.rounded(decimals: decimals) * unit) }
        }
        var units = parts.map { floorDivision($0.attos, by: unit) }
        let lost = zip(parts, units).map { $0.attos - $1 * unit }
        let missing = total.rounded(decimals: decimals) - units.reduce(0, +)
        let losers = units.indices.sorted { (lost[$1], $0) < (lost[$0], $1) }
        for index in losers.prefix(Int(missing)) { units[index] += 1 }
        return units.map { Money(attos: $0 * unit) }
    }
}

private func floorDivision(_ value: Int128, by divisor: Int128) -> Int128 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
}
