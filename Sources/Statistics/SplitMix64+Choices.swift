extension SplitMix64 {
    /// A whole number below a bound, each equally likely.
    ///
    /// D. Lemire, "Fast random integer generation in an interval" (ACM TOMACS 29, 2019). The
    /// standard library's own way is not promised to stay the same.
    public mutating func below(_ bound: UInt64) -> UInt64 {
        precondition(bound > 0)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let least = (0 &- bound) % bound
            while product.low < least { product = next().multipliedFullWidth(by: bound) }
        }
        return product.high
    }

    /// The generator of one of a seed's streams, whose numbers have nothing to do with each other.
    public init(seed: UInt64, stream: UInt64) {
        self.init(seed: Self.mixed(seed, stream))
    }

    /// A hash of two numbers.
    public static func mixed(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var inner = SplitMix64(seed: first)
        var outer = SplitMix64(seed: inner.next() ^ second)
        return outer.next()
    }
}

extension SplitMix64 {
    /// A number of the standard normal distribution.
    ///
    /// G. Marsaglia and T. A. Bray, "A convenient method for generating normal variables" (SIAM
    /// Review 6, 1964): the polar method, which is exact. Of the pair that it gives one is used, so
    /// that a draw depends on nothing but the bits.
    public mutating func normal() -> Double {
        while true {
            let (x, y) = (2 * unit() - 1, 2 * unit() - 1)
            let square = x * x + y * y
            guard square < 1, square > 0 else { continue }
            return x * (-2 * ReproducibleMath.logarithm(square) / square).squareRoot()
        }
    }
}
