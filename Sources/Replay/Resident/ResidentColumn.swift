/// Values of a block that stay in memory.
final class ResidentColumn<Element: BitwiseCopyable>: @unchecked Sendable {
    let base: UnsafePointer<Element>

    /// Copies what `value` gives for each row; it is not changed afterwards, which makes it safe to
    /// share.
    init(rows: Int, _ value: (Int) -> Element) {
        let made = UnsafeMutablePointer<Element>.allocate(capacity: rows)
        for row in 0..<rows { (made + row).initialize(to: value(row)) }
        base = UnsafePointer(made)
    }

    deinit { base.deallocate() }
}

/// Numbers as narrow as a block's largest allows; negative where a record lacks one.
enum ResidentNumbers: Sendable {
    case int8(ResidentColumn<Int8>)
    case int16(ResidentColumn<Int16>)
    case int32(ResidentColumn<Int32>)
    case int64(ResidentColumn<Int64>)

    init(rows: Int, _ numbers: UnsafePointer<Int64>) {
        var largest: Int64 = 0
        for row in 0..<rows { largest = max(largest, numbers[row]) }
        switch largest {
        case ...Int64(Int8.max): self = .int8(Self.column(rows, numbers))
        case ...Int64(Int16.max): self = .int16(Self.column(rows, numbers))
        case ...Int64(Int32.max): self = .int32(Self.column(rows, numbers))
        default: self = .int64(Self.column(rows, numbers))
        }
    }

    private static func column<Number: FixedWidthInteger & BitwiseCopyable>(
        _ rows: Int, _ numbers: UnsafePointer<Int64>
    ) -> ResidentColumn<Number> {
        ResidentColumn(rows: rows) { Number(truncatingIfNeeded: max(numbers[$0], -1)) }
    }
}

/// Small positive integers as narrow as a block's largest allows.
enum ResidentIDs: Sendable {
    case uint8(ResidentColumn<UInt8>)
    case uint16(ResidentColumn<UInt16>)
    case uint32(ResidentColumn<UInt32>)

    init(rows: Int, _ id: (Int) -> UInt32) {
        var largest: UInt32 = 0
        for row in 0..<rows { largest = max(largest, id(row)) }
        switch largest {
        case ...UInt32(UInt8.max): self = .uint8(ResidentColumn(rows: rows) { UInt8(id($0)) })
        case ...UInt32(UInt16.max): self = .uint16(ResidentColumn(rows: rows) { UInt16(id($0)) })
        default: self = .uint32(ResidentColumn(rows: rows, id))
        }
    }
}
