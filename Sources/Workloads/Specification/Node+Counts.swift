import Documents
import Pricing
import Statistics

/// How distributions of counts are read.
extension Node {
    private static let largestCount: UInt64 = 1 << 40
    private static let families = ["lognormal", "zipf", "uniform", "constant", "empirical"]
    /// More numbers than these a Zipf distribution does not take: its moments are sums over all.
    private static let mostZipfNumbers: UInt64 = 10_000_000

    /// A number, or a mapping of one family to its parameters.
    func counts() throws(DocumentError) -> CountDistribution {
        guard case .mapping = content else {
            return .constant(try count(within: 0...Self.largestCount))
        }
        let fields = try fields(Self.families)
        let given = Self.families.filter { fields.optional($0) != nil }
        guard given.count == 1, let family = given.first, let node = fields.optional(family) else {
            throw error(
                "names \(given.count) distributions; expected one of "
                    + Self.families.joined(separator: ", "))
        }
        return switch family {
        case "lognormal": try node.lognormal()
        case "zipf": try node.zipf()
        case "uniform": .uniform(try node.fields(["min", "max"]).range(leastDefault: nil))
        case "constant": .constant(try node.count(within: 0...Self.largestCount))
        default: try node.empirical()
        }
    }

    private func lognormal() throws(DocumentError) -> CountDistribution {
        let fields = try fields(["median", "mean", "sigma", "min", "max"])
        let sigma = try fields.required("sigma").number(within: 0.001...10)
        let median = try fields.median(sigma: sigma)
        let bounds = try fields.range(leastDefault: 1, largestDefault: Self.largestCount)
        guard let distribution = BoundedLognormal(median: median, sigma: sigma, bounds: bounds)
        else {
            throw error(
                "has bounds that hardly any number keeps, fewer than 1 in 100; expected bounds "
                    + "around the median")
        }
        return .lognormal(distribution)
    }

    private func zipf() throws(DocumentError) -> CountDistribution {
        let fields = try fields(["exponent", "min", "max"])
        let values = try fields.range(leastDefault: 1)
        guard values.lowerBound >= 1, values.upperBound - values.lowerBound < Self.mostZipfNumbers
        else {
            throw error("spans \(values); expected a range from 1 on of at most 10000000 numbers")
        }
        let exponent = try fields.required("exponent").number(within: 0.01...20)
        return .zipf(ZipfDistribution(exponent: exponent, values: values))
    }

    private func empirical() throws(DocumentError) -> CountDistribution {
        let values = try list().map { (node) throws(DocumentError) in
            try node.count(within: 0...Self.largestCount)
        }
        guard !values.isEmpty else { throw error("is empty; expected at least one number") }
        return .empirical(values)
    }
}

extension Fields {
    /// The numbers from `min` to `max`.
    fileprivate func range(
        leastDefault: UInt64?, largestDefault: UInt64? = nil
    ) throws(DocumentError) -> ClosedRange<UInt64> {
        func bound(_ key: String, _ absent: UInt64?) throws(DocumentError) -> UInt64 {
            if let absent, optional(key) == nil { return absent }
            return try required(key).count(within: 0...(1 << 40))
        }
        let (least, largest) = (try bound("min", leastDefault), try bound("max", largestDefault))
        guard least <= largest else {
            throw node.error("has a min of \(least) above its max of \(largest)")
        }
        return least...largest
    }

    /// The median, as it stands or from the mean, which is e^(σ²/2) medians.
    fileprivate func median(sigma: Double) throws(DocumentError) -> Double {
        switch (optional("median"), optional("mean")) {
        case (let median?, nil): try median.number(within: 0.001...1e12)
        case (nil, let mean?):
            try mean.number(within: 0.001...1e12)
                / ReproducibleMath.exponential(sigma * sigma / 2)
        default: throw node.error("needs either a median or a mean")
        }
    }
}
