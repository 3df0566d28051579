/// A column of numbers, as wide as they need; a negative one stands for what a record lacks.
public enum NumberColumn {
    case int8(UnsafePointer<Int8>)
    case int16(UnsafePointer<Int16>)
    case int32(UnsafePointer<Int32>)
    case int64(UnsafePointer<Int64>)

    /// The number of a row.
    public subscript(row: Int) -> Int64 {
        switch self {
        case .int8(let numbers): Int64(numbers[row])
        case .int16(let numbers): Int64(numbers[row])
        case .int32(let numbers): Int64(numbers[row])
        case .int64(let numbers): numbers[row]
        }
    }

    /// The column without its first rows.
    func dropping(_ rows: Int) -> NumberColumn {
        switch self {
        case .int8(let numbers): .int8(numbers + rows)
        case .int16(let numbers): .int16(numbers + rows)
        case .int32(let numbers): .int32(numbers + rows)
        case .int64(let numbers): .int64(numbers + rows)
        }
    }
}
