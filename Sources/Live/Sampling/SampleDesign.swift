public import Pricing

/// How a sample is drawn from a log.
public struct SampleDesign: Sendable {
    /// How the requests of the sample are shared out among the strata.
    public enum Allocation: Sendable {
        /// In proportion to how many requests a stratum has.
        case proportional
        /// In proportion also to how much costs differ within it (Neyman), by these prices.
        case neyman(PriceTable)
    }

    /// How many requests; no more than the log has.
    public var size: Int
    /// The same seed draws the same sample, whatever the number of workers.
    public var seed: UInt64
    /// How they are shared out.
    public var allocation: Allocation
    /// The classes by length of the input.
    public var sizes: SizeClasses

    /// A design.
    ///
    /// - Parameters:
    ///   - size: How many requests, at least one.
    ///   - seed: What decides the draw.
    ///   - allocation: How the requests are shared out.
    ///   - sizes: The classes by length of the input.
    public init(
        size: Int, seed: UInt64, allocation: Allocation = .proportional,
        sizes: SizeClasses = .standard
    ) {
        precondition(size > 0)
        (self.size, self.seed, self.allocation, self.sizes) = (size, seed, allocation, sizes)
    }
}
