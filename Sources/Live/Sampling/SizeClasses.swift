/// Classes of requests by the tokens of their input.
public struct SizeClasses: Hashable, Sendable {
    /// The least input of each class but the first, ascending.
    public let bounds: [UInt64]

    /// Below 1,000, 3,000, 10,000, 30,000 and 100,000 tokens, and above.
    public static let standard = SizeClasses([1_000, 3_000, 10_000, 30_000, 100_000])

    /// Classes.
    ///
    /// - Parameter bounds: The least input of each class but the first, strictly ascending.
    public init(_ bounds: [UInt64]) {
        precondition(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 } && bounds.first != 0)
        self.bounds = bounds
    }

    /// The class of an input.
    public func sizeClass(of input: UInt64) -> SizeClass {
        let place = bounds.firstIndex { input < $0 } ?? bounds.count
        return SizeClass(
            least: place == 0 ? 0 : bounds[place - 1],
            below: place == bounds.count ? nil : bounds[place])
    }
}

/// Requests whose input has about the same length.
public struct SizeClass: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The least input in tokens.
    public let least: UInt64
    /// What the input is below; nil where there is no bound.
    public let below: UInt64?

    /// The range in tokens, such as `1000-2999` or `100000+`.
    public var description: String { below.map { "\(least)-\($0 - 1)" } ?? "\(least)+" }

    /// Whether a class has the shorter input.
    public static func < (left: SizeClass, right: SizeClass) -> Bool { left.least < right.least }
}
