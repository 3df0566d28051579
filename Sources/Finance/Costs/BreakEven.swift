public import Pricing

/// At which volumes one way of doing something costs no more than paying for each unit.
///
/// On the piece between two steps both costs are straight lines, so the volumes that pay there are
/// those from (fixed + steps so far) / (price - cost per unit) to the piece's end; neighbouring
/// pieces grow together. Where even full steps cost no less than the price, none pays; where they
/// do, every volume pays from some piece on. All is exact.
public struct BreakEven: Hashable, Sendable {
    /// Volumes that pay, from the first to the last of them.
    public struct Range: Hashable, Sendable {
        /// The smallest volume, above 0.
        public let lower: UInt64
        /// The largest one; nil where all above pay.
        public internal(set) var upper: UInt64?
    }

    /// What is compared.
    public let cost: StepCost
    /// What a unit costs elsewhere.
    public let price: Money
    /// The volumes that pay, in ascending order; empty where none does.
    public let ranges: [Range]
    /// The volume up to which was looked, where more than ``mostSteps`` or ``largestVolume`` lie
    /// before the volume from which all pay; nil where nothing was left out.
    public let lookedUpTo: UInt64?

    /// More steps than these are not looked at one by one.
    public static let mostSteps: UInt64 = 10_000

    /// The largest volume and capacity that are looked at.
    public static let largestVolume: UInt64 = 1 << 50

    /// Compares a cost, whose step's capacity is at most ``largestVolume``, with a price for each
    /// unit.
    public init(of cost: StepCost, against price: Money) {
        (self.cost, self.price) = (cost, price)
        let margin = price - cost.perUnit
        guard margin > .zero else {
            (ranges, lookedUpTo) = ([], nil)
            return
        }
        guard let step = cost.step, step.cost > .zero else {
            let lower = Self.volume(cost.fixed, margin)
            let isFar = lower > Self.largestVolume
            ranges = isFar ? [] : [Range(lower: lower, upper: nil)]
            lookedUpTo = isFar ? Self.largestVolume : nil
            return
        }
        (ranges, lookedUpTo) = Self.ranges(fixed: cost.fixed, margin, step)
    }

    private static func ranges(
        fixed: Money, _ margin: Money, _ step: StepCost.Step
    ) -> (ranges: [Range], lookedUpTo: UInt64?) {
        let gain = margin.attos * Int128(step.capacity) - step.cost.attos
        var ranges: [Range] = []
        for count in 1...mostSteps {
            let due = fixed + Money(attos: step.cost.attos * Int128(count))
            let start = max((count - 1) * step.capacity + 1, volume(due, margin))
            let end = count * step.capacity
            if end > largestVolume { return (ranges, (count - 1) * step.capacity) }
            if start <= end {
                if let last = ranges.last, last.upper == start - 1 {
                    ranges[ranges.count - 1].upper = end
                } else {
                    ranges.append(Range(lower: start, upper: end))
                }
            }
            // Before a full step gains something, none pays, or each pays only when it is full.
            if gain < 0 || (gain == 0 && fixed > .zero) { return (ranges, nil) }
            // The next piece pays from its first volume on, and so do all after it.
            if volume(due + step.cost, margin) <= end + 1 {
                return (closed(ranges, at: end), nil)
            }
        }
        return (ranges, mostSteps * step.capacity)
    }

    /// The ranges with all volumes after an end added to them.
    private static func closed(_ ranges: [Range], at end: UInt64) -> [Range] {
        guard ranges.last?.upper == end else {
            return ranges + [Range(lower: end + 1, upper: nil)]
        }
        return ranges.dropLast() + [Range(lower: ranges[ranges.count - 1].lower, upper: nil)]
    }

    /// The smallest volume, 1 at least, whose margins cover an amount.
    private static func volume(_ amount: Money, _ margin: Money) -> UInt64 {
        let (whole, rest) = amount.attos.quotientAndRemainder(dividingBy: margin.attos)
        let volume = whole + (rest > 0 ? 1 : 0)
        return volume < 1 ? 1 : UInt64(clamping: volume)
    }
}
