/// The bounds that keep every sum within 128 bits, so that no total can overflow.
///
/// A run of 2^62 tokens at the highest rate is 4.7 × 10^35 attos; 2^33 amounts of the largest size
/// are 8.6 × 10^37; `Money` holds 1.7 × 10^38. Whoever reads input refuses what lies beyond.
public enum Bounds {
    /// The token counts of one call are below this.
    public static let tokensPerCall: UInt64 = 1 << 48
    /// The tokens of one run are below this.
    public static let tokensPerRun: UInt64 = 1 << 62
    /// The highest rate in currency units per million tokens.
    public static let unitsPerMillionTokens = 100_000
    /// The largest single amount that can be read, in currency units, of either sign.
    public static let unitsPerAmount = 10_000_000_000
}
