import Calls
import Pricing
import Routing

/// Columns that are computed from a block: features that no record holds as such.
final class DerivedColumns {
    private var clock: LocalClock
    private let hourBuffer: RowBuffer<Int64>?
    private let weekdayBuffer: RowBuffer<NameID>?
    private let promptTokenBuffer: RowBuffer<Int64>?

    /// - Parameters:
    ///   - features: What will be looked at.
    ///   - clock: Shows the hours and weekdays.
    ///   - rows: How many rows blocks have at most.
    init(_ features: FeatureSet, clock: LocalClock, rows: Int) {
        self.clock = clock
        hourBuffer = features.numbers.contains(.hour) ? RowBuffer(rows: rows) : nil
        weekdayBuffer = features.names.contains(.weekday) ? RowBuffer(rows: rows) : nil
        promptTokenBuffer = features.numbers.contains(.promptTokens) ? RowBuffer(rows: rows) : nil
    }

    /// Computes the columns of a block; they are valid until the next.
    func fill(from block: CallBlock) {
        if let hours = hourBuffer?.base {
            for row in 0..<block.count { hours[row] = clock.hourOfDay(block.time[row]) }
        }
        if let weekdays = weekdayBuffer?.base {
            let names = Weekday.allCases.map { block.names.intern($0.rawValue) }
            for row in 0..<block.count {
                weekdays[row] = names[clock.weekday(block.time[row])]
            }
        }
        if let promptTokens = promptTokenBuffer?.base {
            for row in 0..<block.count {
                let isKnown = block.flags[row].usage == .known
                promptTokens[row] =
                    isKnown ? Int64(block.usage[row].totalInput) : CallBlock.unknownNumber
            }
        }
    }

    var hours: UnsafePointer<Int64> { column(hourBuffer) }
    var promptTokens: UnsafePointer<Int64> { column(promptTokenBuffer) }
    /// The ids of the weekdays' names.
    var weekdays: UnsafePointer<UInt32> {
        UnsafeRawPointer(column(weekdayBuffer)).assumingMemoryBound(to: UInt32.self)
    }

    private func column<Element>(_ buffer: RowBuffer<Element>?) -> UnsafePointer<Element> {
        guard let buffer else { preconditionFailure("a feature was not announced") }
        return UnsafePointer(buffer.base)
    }
}
