public import Pricing

/// What something costs a month by its volume: fixed + per unit × volume + step × ⌈volume / capacity⌉.
///
/// All amounts are exact; a unit is what prices are for, such as a token.
public struct StepCost: Hashable, Sendable {
    /// Something that is bought whole as the volume grows, such as a server.
    public struct Step: Hashable, Sendable {
        /// What one costs a month; not negative.
        public let cost: Money
        /// How many units a month one can do; above 0.
        public let capacity: UInt64

        /// One of what is bought whole.
        public init(cost: Money, capacity: UInt64) {
            precondition(cost >= .zero && capacity > 0)
            (self.cost, self.capacity) = (cost, capacity)
        }
    }

    /// What it costs at any volume; not negative.
    public let fixed: Money
    /// What a unit costs.
    public let perUnit: Money
    /// What is bought whole; nil for none.
    public let step: Step?

    /// A cost that depends on the volume.
    public init(fixed: Money, perUnit: Money, step: Step? = nil) {
        precondition(fixed >= .zero)
        (self.fixed, self.perUnit, self.step) = (fixed, perUnit, step)
    }

    /// The cost of a volume in units.
    public func cost(of volume: UInt64) -> Money {
        let variable = Money(attos: perUnit.attos * Int128(volume))
        guard let step else { return fixed + variable }
        let steps = volume / step.capacity + (volume.isMultiple(of: step.capacity) ? 0 : 1)
        return fixed + variable + Money(attos: step.cost.attos * Int128(steps))
    }
}
