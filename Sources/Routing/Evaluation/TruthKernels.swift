/// The loops over columns.
///
/// No branches, calls or allocation inside, so that vector instructions come of them.
enum TruthKernels {
    /// Whether each number is greater than `bound`; negative numbers are unknown.
    static func exceeds(
        _ numbers: NumberColumn, _ bound: Int64, count: Int,
        into truths: UnsafeMutablePointer<UInt8>
    ) {
        switch numbers {
        case .int8(let numbers): exceeds(numbers, narrowed(bound), count: count, into: truths)
        case .int16(let numbers): exceeds(numbers, narrowed(bound), count: count, into: truths)
        case .int32(let numbers): exceeds(numbers, narrowed(bound), count: count, into: truths)
        case .int64(let numbers): exceeds(numbers, bound, count: count, into: truths)
        }
    }

    /// The bound within the width of a column, with the same numbers from 0 on above it.
    private static func narrowed<Number: FixedWidthInteger>(_ bound: Int64) -> Number {
        Number(clamping: max(bound, -1))
    }

    /// In arithmetic alone, from which the compiler makes vector instructions: the sign of
    /// `bound - number` is the comparison, and the number's own sign makes it unknown.
    @inline(__always)
    private static func exceeds<Number: FixedWidthInteger & SignedInteger>(
        _ numbers: UnsafePointer<Number>, _ bound: Number, count: Int,
        into truths: UnsafeMutablePointer<UInt8>
    ) {
        let signBit = Number(Number.bitWidth - 1)
        for row in 0..<count {
            let number = numbers[row]
            let canBeTrue = (bound &- number | number) &>> signBit
            let isUnknown = number &>> signBit
            truths[row] = UInt8(truncatingIfNeeded: 2 &+ canBeTrue &- isUnknown &- isUnknown)
        }
    }

    /// Eight at a time: old processors shift no signed numbers of 64 bits.
    private static func exceeds(
        _ numbers: UnsafePointer<Int64>, _ bound: Int64, count: Int,
        into truths: UnsafeMutablePointer<UInt8>
    ) {
        let inEights = count & ~7
        for row in stride(from: 0, to: inEights, by: 8) {
            let number = UnsafeRawPointer(numbers + row).loadUnaligned(as: SIMD8<Int64>.self)
            let canBeTrue = signs(bound &- number | number)
            let isUnknown = signs(number)
            let truth = SIMD8<UInt8>(truncatingIfNeeded: 2 &- canBeTrue &+ isUnknown &+ isUnknown)
            UnsafeMutableRawPointer(truths + row).storeBytes(of: truth, as: SIMD8<UInt8>.self)
        }
        for row in inEights..<count {
            truths[row] = numbers[row] < 0 ? 3 : numbers[row] > bound ? 1 : 2
        }
    }

    /// 1 for negative numbers, 0 for others.
    private static func signs(_ numbers: SIMD8<Int64>) -> SIMD8<UInt32> {
        SIMD8<UInt32>(truncatingIfNeeded: numbers &>> 32) &>> 31
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

    /// Each of `truths` and the other.
    static func conjoin(
        _ truths: UnsafeMutablePointer<UInt8>, _ others: UnsafePointer<UInt8>, count: Int
    ) {
        for row in 0..<count {
            truths[row] = truths[row] & others[row] & 1 | (truths[row] | others[row]) & 2
        }
    }

    /// Each of `truths` or the other.
    static func disjoin(
        _ truths: UnsafeMutablePointer<UInt8>, _ others: UnsafePointer<UInt8>, count: Int
    ) {
        for row in 0..<count {
            truths[row] = (truths[row] | others[row]) & 1 | truths[row] & others[row] & 2
        }
    }

    /// The opposite of each.
    static func negate(_ truths: UnsafeMutablePointer<UInt8>, count: Int) {
        for row in 0..<count {
            truths[row] = truths[row] >> 1 | truths[row] << 1 & 2
        }
    }

    /// Gives the rows whose truth is not false an outcome, with the mark where it is unknown.
    static func settle(
        _ truths: UnsafePointer<UInt8>, outcome: UInt16, count: Int,
        in verdicts: UnsafeMutablePointer<UInt16>
    ) {
        for row in 0..<count {
            let truth = UInt16(truths[row])
            let keep = (truth & 1) &- 1
            let mark = (truth & truth >> 1) << 15
            verdicts[row] = verdicts[row] & keep | (outcome | mark) & ~keep
        }
    }

    /// Marks as unknown the rows that have an outcome and name no model.
    static func markUnnamed(
        _ models: UnsafePointer<UInt32>, outcome: UInt16, count: Int,
        in verdicts: UnsafeMutablePointer<UInt16>
    ) {
        for row in 0..<count {
            let isUnnamed = models[row] == 0 && verdicts[row] == outcome
            verdicts[row] |= isUnnamed ? Verdict.unknownMark : 0
        }
    }
}
