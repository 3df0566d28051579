import CColumns

/// Comparisons and look-ups of whole columns.
enum TruthKernels {
    /// Whether each number is greater than `bound`; negative numbers are unknown.
    static func exceeds(
        _ numbers: NumberColumn, _ bound: Int64, count: Int,
        into truths: UnsafeMutablePointer<UInt8>
    ) {
        switch numbers {
        case .int8(let numbers): tg_exceeds_8(numbers, narrowed(bound), count, truths)
        case .int16(let numbers): tg_exceeds_16(numbers, narrowed(bound), count, truths)
        case .int32(let numbers): tg_exceeds_32(numbers, narrowed(bound), count, truths)
        case .int64(let numbers): tg_exceeds_64(numbers, narrowed(bound), count, truths)
        }
    }

    /// The bound within the width of a column, with the same numbers from 0 on above it.
    private static func narrowed<Number: FixedWidthInteger>(_ bound: Int64) -> Number {
        Number(clamping: max(bound, -1))
    }

    /// The table's entry for each id; says whether all were there, that is, not 0.
    static func lookUp(
        _ ids: UnsafePointer<UInt32>, in table: UnsafePointer<UInt8>, count: Int,
        into truths: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        var least = UInt8.max
        for row in 0..<count {
            let truth = table[Int(ids[row])]
            truths[row] = truth
            least = min(least, truth)
        }
        return least > 0
    }
}
