import Routing

/// Memory of columns that are filled when they are made and only read then, which makes it safe to
/// share.
final class ColumnMemory: @unchecked Sendable {
    private var columns: [UnsafeMutableRawPointer] = []

    deinit { for column in columns { column.deallocate() } }

    /// A column of what `value` gives for each row; valid as long as the memory lives.
    func column<Element: BitwiseCopyable>(
        rows: Int, _ value: (Int) -> Element
    ) -> UnsafePointer<Element> {
        let made = UnsafeMutablePointer<Element>.allocate(capacity: rows)
        for row in 0..<rows { (made + row).initialize(to: value(row)) }
        columns.append(UnsafeMutableRawPointer(made))
        return UnsafePointer(made)
    }

    /// A copy of a column.
    func copy<Element: BitwiseCopyable>(
        rows: Int, _ values: UnsafePointer<Element>
    ) -> UnsafePointer<Element> {
        column(rows: rows) { values[$0] }
    }

    /// A column of numbers as narrow as the largest allows; negative where a record lacks one.
    func numbers(rows: Int, _ numbers: UnsafePointer<Int64>) -> NumberColumn {
        var largest: Int64 = 0
        for row in 0..<rows { largest = max(largest, numbers[row]) }
        return switch largest {
        case ...Int64(Int8.max): .int8(narrow(rows, numbers))
        case ...Int64(Int16.max): .int16(narrow(rows, numbers))
        case ...Int64(Int32.max): .int32(narrow(rows, numbers))
        default: .int64(narrow(rows, numbers))
        }
    }

    private func narrow<Number: FixedWidthInteger & BitwiseCopyable>(
        _ rows: Int, _ numbers: UnsafePointer<Int64>
    ) -> UnsafePointer<Number> {
        column(rows: rows) { Number(truncatingIfNeeded: max(numbers[$0], -1)) }
    }

    /// A column of ids as narrow as the largest allows.
    func ids(rows: Int, _ id: UnsafePointer<UInt32>) -> IDColumn {
        var largest: UInt32 = 0
        for row in 0..<rows { largest = max(largest, id[row]) }
        return switch largest {
        case ...UInt32(UInt8.max): .uint8(column(rows: rows) { UInt8(id[$0]) })
        case ...UInt32(UInt16.max): .uint16(column(rows: rows) { UInt16(id[$0]) })
        default: .uint32(column(rows: rows) { id[$0] })
        }
    }
}

/// A column of small positive integers.
enum IDColumn {
    case uint8(UnsafePointer<UInt8>)
    case uint16(UnsafePointer<UInt16>)
    case uint32(UnsafePointer<UInt32>)
}
