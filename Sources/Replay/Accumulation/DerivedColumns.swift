import Calls
import Pricing
import Routing

/// Columns that are computed from a block: features that no record holds as such.
final class DerivedColumns {
    private let features: FeatureSet
    private var clock: LocalClock
    private var numbers: [NumericFeature: RowBuffer<Int64>] = [:]
    private let weekdayNames: RowBuffer<NameID>?
    private let failures: RowBuffer<UInt8>?

    private static let numbers: [NumericFeature] = [
        .hour, .promptTokens, .completionTokens, .cost,
    ]

    /// - Parameters:
    ///   - features: What will be looked at.
    ///   - clock: Shows the hours and weekdays.
    ///   - rows: How many rows blocks have at most.
    init(_ features: FeatureSet, clock: LocalClock, rows: Int) {
        self.features = features
        self.clock = clock
        for feature in Self.numbers where features.numbers.contains(feature) {
            numbers[feature] = RowBuffer(rows: rows)
        }
        weekdayNames = features.names.contains(.weekday) ? RowBuffer(rows: rows) : nil
        failures = features.flags.contains(.failed) ? RowBuffer(rows: rows) : nil
    }

    /// Computes the columns of a block; they are valid until the next.
    func fill(from block: CallBlock) {
        fill(.hour, block) { clock.hourOfDay(block.time[$0]) }
        fill(.promptTokens, block) { block.estimatedInput($0) }
        fill(.completionTokens, block) { block.counted($0)?.output }
        fill(.cost, block) { row in
            block.flags[row].hasRecordedCost
                ? NumericFeature.units(of: Money(attos: block.recordedCost[row])) : nil
        }
        if let weekdayNames {
            let names = Weekday.allCases.map { block.names.intern($0.rawValue) }
            for row in 0..<block.count {
                weekdayNames.base[row] = names[clock.weekday(block.time[row])]
            }
        }
        if let failures {
            for row in 0..<block.count {
                failures.base[row] = Truth(block.flags[row].isFailed).rawValue
            }
        }
    }

    @inline(__always)
    private func fill(
        _ feature: NumericFeature, _ block: CallBlock, by value: (Int) -> (some BinaryInteger)?
    ) {
        guard let numbers = numbers[feature]?.base else { return }
        for row in 0..<block.count {
            numbers[row] = value(row).map { Int64($0) } ?? CallBlock.unknownNumber
        }
    }

    /// A number that is computed.
    func numbers(_ feature: NumericFeature) -> UnsafePointer<Int64> { column(numbers[feature]) }

    /// The ids of the weekdays' names.
    var weekdays: UnsafePointer<UInt32> {
        UnsafeRawPointer(column(weekdayNames)).assumingMemoryBound(to: UInt32.self)
    }

    /// Whether the calls failed.
    var failed: UnsafePointer<UInt8> { column(failures) }

    private func column<Element>(_ buffer: RowBuffer<Element>?) -> UnsafePointer<Element> {
        guard let buffer else { preconditionFailure("a feature was not announced") }
        return UnsafePointer(buffer.base)
    }
}

extension CallBlock {
    /// A call's tokens; nil where the record does not tell them.
    func counted(_ row: Int) -> TokenUsage? { flags[row].usage == .known ? usage[row] : nil }

    /// A call's input tokens as they were counted, or else as they are estimated.
    func estimatedInput(_ row: Int) -> Int64? {
        if let usage = counted(row) { return Int64(usage.totalInput) }
        return promptEstimate[row] == Self.unknownNumber ? nil : promptEstimate[row]
    }
}
