import Documents
import Pricing
import Statistics

/// How distributions of counts are read.
extension Node {
    private static let largestCount: UInt64 = 1 << 40
    private static let families = ["lognormal", "zipf", "uniform", "constant", "empirical"]

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
        let bounds = try fields.range(leastDefault: 1, largestDefault: Self.largestCount)
        switch (fields.optional("median"), fields.optional("mean")) {
        case (let median?, nil): return .lognormal(try median.lognormalOfMedian(sigma, bounds))
        case (nil, let mean?): return .lognormal(try mean.lognormalOfMean(sigma, bounds))
        default: throw error("needs either a median or a mean")
        }
    }

    /// The distribution with this median without bounds.
    private func lognormalOfMedian(
        _ sigma: Double, _ bounds: ClosedRange<UInt64>
    ) throws(DocumentError) -> BoundedLognormal {
        let median = try number(within: 0.001...1e12)
        guard let distribution = BoundedLognormal(median: median, sigma: sigma, bounds: bounds)
        else {
            throw error(
                "is \(Self.text(median)), so fewer than 1 in 100 numbers lie within "
                    + "\(Self.text(bounds)); expected bounds around the median")
        }
        return distribution
    }

    /// The distribution with this mean within the bounds.
    private func lognormalOfMean(
        _ sigma: Double, _ bounds: ClosedRange<UInt64>
    ) throws(DocumentError) -> BoundedLognormal {
        let mean = try number(within: 0.001...1e12)
        guard let distribution = BoundedLognormal(mean: mean, sigma: sigma, bounds: bounds) else {
            throw error(
                "is \(Self.text(mean)), which lognormal numbers of this sigma don't have, or hardly ever fall, within "
                    + "\(Self.text(bounds)); expected a mean well between the bounds")
        }
        return distribution
    }

    private static func text(_ bounds: ClosedRange<UInt64>) -> String {
        "\(bounds.lowerBound) to \(bounds.upperBound)"
    }

    private func zipf() throws(DocumentError) -> CountDistribution {
        let fields = try fields(["exponent", "min", "max"])
        let values = try fields.range(leastDefault: 1)
        guard values.lowerBound >= 1 else {
            throw error("has a min of 0; expected a min from 1 on")
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
}
