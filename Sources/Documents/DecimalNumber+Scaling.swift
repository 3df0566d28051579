extension DecimalNumber {
    /// The number times 10^`scale`, or nil where digits would be lost or it does not fit.
    public func scaled(to scale: Int) -> Int128? {
        let shift = exponent + scale
        return shift >= 0 || digits.isEmpty ? integer(digits[...], zeros: shift) : nil
    }

    /// The number times 10^`scale`, rounded half to even, or nil where it does not fit.
    public func rounded(to scale: Int) -> Int128? {
        let shift = exponent + scale
        guard shift < 0, !digits.isEmpty else { return scaled(to: scale) }
        let kept = digits.count + shift
        guard kept >= 0 else { return 0 }

        let next = digits[kept]
        let isBeyondHalf = next > 5 || (next == 5 && digits.count > kept + 1)
        let isOdd = kept > 0 && !digits[kept - 1].isMultiple(of: 2)
        let roundsAway = isBeyondHalf || (next == 5 && isOdd)
        let correction: Int128 = roundsAway ? (isNegative ? -1 : 1) : 0
        guard let whole = integer(digits[..<kept], zeros: 0) else { return nil }
        let (sum, overflow) = whole.addingReportingOverflow(correction)
        return overflow ? nil : sum
    }

    private func integer(_ digits: ArraySlice<UInt8>, zeros: Int) -> Int128? {
        guard !digits.isEmpty else { return 0 }
        let longest = 39
        guard digits.count + zeros <= longest else { return nil }
        var value: Int128 = 0
        for digit in digits + ArraySlice(repeating: 0, count: zeros) {
            let (product, tooLong) = value.multipliedReportingOverflow(by: 10)
            let (sum, tooLarge) = product.addingReportingOverflow(Int128(digit))
            if tooLong || tooLarge { return nil }
            value = sum
        }
        return isNegative ? -value : value
    }
}

extension DecimalNumber: CustomStringConvertible {
    /// The plain spelling, or the scientific one where the plain one would be mostly zeros.
    public var description: String {
        let sign = isNegative ? "-" : ""
        let text = digits.map(String.init).joined()
        guard !digits.isEmpty else { return "0" }
        guard abs(exponent) <= 40 + digits.count else { return "\(sign)\(text)e\(exponent)" }
        if exponent >= 0 { return sign + text + String(repeating: "0", count: exponent) }

        let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + text
        return "\(sign)\(padded.dropLast(-exponent)).\(padded.suffix(-exponent))"
    }
}
