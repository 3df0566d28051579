/// Numbers calls by what their prices depend on besides model and tier: the size of the input and
/// the time.
///
/// Calls of one number cost the same per token at every model of every table that the classifier
/// was made for, so that a number stands for all of them: for one with the least input that is
/// priced alike, at the first time that is.
public struct PriceClassifier: Sendable {
    /// Sizes of input at which a price changes, ascending.
    private let bounds: [UInt64]
    /// Instants at which a price list comes into force, ascending.
    private let starts: [Int64]
    /// For each minute of the week the number of its hours; empty where all cost the same.
    private let hourNumbers: [UInt16]
    /// A minute of each number.
    private let hours: [WeekMinute]
    /// What stands for every call's own instant.
    private let fixed: Timestamp?

    /// A classifier for all of some tables.
    ///
    /// - Parameters:
    ///   - tables: The tables by which the calls will be priced.
    ///   - instant: Fixes the price list; off-peak hours stay those of each call.
    public init(_ tables: [PriceTable], at instant: Timestamp? = nil) {
        let cards = tables.flatMap(\.models).compactMap(\.card)
        bounds = Set(cards.flatMap(\.bands).map(\.leastInput)).sorted()
        let effective = tables.compactMap(\.effectiveFrom?.nanoseconds)
        starts = instant == nil ? Set(effective).sorted() : []
        (hourNumbers, hours) = Self.numbers(of: Set(cards.compactMap(\.offPeak?.hours)))
        fixed = instant
    }

    /// Gives the same number to minutes at which the same hours are on.
    private static func numbers(of hours: Set<OffPeakHours>) -> ([UInt16], [WeekMinute]) {
        guard !hours.isEmpty else { return ([], []) }
        let hours = Array(hours)
        var known: [[Bool]: UInt16] = [:]
        var minutes: [WeekMinute] = []
        let numbers = (0..<OffPeakHours.minutesPerWeek).map { value in
            let minute = WeekMinute(value)
            let open = hours.map { $0.contains(minute) }
            if let number = known[open] { return number }
            known[open] = UInt16(minutes.count)
            minutes.append(minute)
            return UInt16(minutes.count - 1)
        }
        return (numbers, minutes)
    }

    /// Whether all calls have the number 0.
    public var isTrivial: Bool { bounds.isEmpty && starts.isEmpty && hourNumbers.isEmpty }

    /// The number of a call.
    ///
    /// - Parameters:
    ///   - totalInput: All input tokens of the call.
    ///   - nanoseconds: When it was made, since the beginning of 1970.
    /// - Returns: A number below 2^28.
    public func number(totalInput: UInt64, nanoseconds: Int64) -> UInt32 {
        var number = UInt32(bounds.count { $0 <= totalInput })
        if !starts.isEmpty {
            number += UInt32(bounds.count + 1) * UInt32(starts.count { $0 <= nanoseconds })
        }
        if !hourNumbers.isEmpty {
            let hour = hourNumbers[WeekMinute(nanoseconds: nanoseconds).value]
            number += UInt32((bounds.count + 1) * (starts.count + 1)) * UInt32(hour)
        }
        return number
    }

    /// The number that all calls of a period have, whatever their input; nil where they may differ.
    public func number(ofAll period: ClosedRange<Timestamp>) -> UInt32? {
        guard bounds.isEmpty, hourNumbers.isEmpty else { return nil }
        let first = number(totalInput: 0, nanoseconds: period.lowerBound.nanoseconds)
        let last = number(totalInput: 0, nanoseconds: period.upperBound.nanoseconds)
        return first == last ? first : nil
    }

    /// The class that a number stands for.
    public func priceClass(_ number: UInt32, serviceTier: ServiceTier) -> PriceClass {
        let (rest, size) = Int(number).quotientAndRemainder(dividingBy: bounds.count + 1)
        let (hour, time) = rest.quotientAndRemainder(dividingBy: starts.count + 1)
        let before = Timestamp(nanoseconds: .min)
        let start = time == 0 ? before : Timestamp(nanoseconds: starts[time - 1])
        return PriceClass(
            serviceTier: serviceTier, totalInput: size == 0 ? 0 : bounds[size - 1],
            moment: moment(fixed ?? start, hour))
    }

    private func moment(_ instant: Timestamp, _ hour: Int) -> PriceClass.Moment {
        PriceClass.Moment(instant, hours.isEmpty ? WeekMinute(0) : hours[hour])
    }
}
