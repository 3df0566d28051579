extension Money {
    /// The amount times a quotient of two counts, rounded half to even to 10^-18.
    ///
    /// - Parameters:
    ///   - part: What is multiplied by.
    ///   - whole: What is divided by, above zero.
    /// - Returns: The share of the amount.
    /// - Precondition: The result is within what money holds.
    public func times(_ part: UInt64, over whole: UInt64) -> Money {
        precondition(whole > 0, "a share of nothing")
        let product = attos.magnitude.multipliedFullWidth(by: UInt128(part))
        let (quotient, rest) = UInt128(whole).dividingFullWidth(product)
        let isUp = rest > UInt128(whole) - rest
        let isHalf = rest == UInt128(whole) - rest
        let size = Int128(isUp || (isHalf && quotient & 1 == 1) ? quotient + 1 : quotient)
        return Money(attos: attos < 0 ? -size : size)
    }
}
