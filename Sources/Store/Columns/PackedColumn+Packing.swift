extension PackedColumn {
    /// Packs integers; one value may stand for those that are not known.
    static func packed(_ values: [Int64], unknown: Int64? = nil) -> [UInt8] {
        values.withUnsafeBufferPointer { packed($0, unknown: unknown) }
    }

    /// Packs amounts; those that need more than 64 bits are kept whole.
    static func packed(_ amounts: [Int128]) -> [UInt8] {
        let narrow = amounts.map { Int64(truncatingIfNeeded: $0) }
        if zip(narrow, amounts).allSatisfy({ Int128($0) == $1 }) { return packed(narrow) }
        return whole(amounts)
    }

    /// Packs hashes, which nothing makes narrower.
    static func packed(_ hashes: [UInt128]) -> [UInt8] {
        whole(hashes.map { Int128(truncatingIfNeeded: $0) })
    }

    private static func whole(_ values: [Int128]) -> [UInt8] {
        guard let first = values.first, values.contains(where: { $0 != first }) else {
            return header(width: 0, base: values.first ?? 0, rows: 0)
        }
        var bytes = header(width: 16, base: 0, rows: values.count)
        bytes.withUnsafeMutableBytes { bytes in
            for (row, value) in values.enumerated() {
                bytes.storeBytes(
                    of: value.littleEndian, toByteOffset: headerBytes + row * 16, as: Int128.self)
            }
        }
        return bytes
    }

    private static func packed(
        _ values: UnsafeBufferPointer<Int64>, unknown: Int64?
    ) -> [UInt8] {
        let spread = Spread(values, unknown: unknown)
        guard spread.least < spread.greatest || spread.hasUnknown && spread.hasKnown else {
            return header(
                width: 0, base: Int128(spread.hasKnown ? spread.least : unknown ?? 0), rows: 0)
        }
        let exponent = commonExponent(values, spread, unknown: unknown)
        let factor = PowersOfTen.all[exponent]
        let largest = UInt64(bitPattern: spread.greatest &- spread.least) / factor
        // With every code taken there is none left to say "unknown".
        if spread.hasUnknown && largest == .max { return whole(values.map { Int128($0) }) }
        let width = width(of: spread.hasUnknown ? largest + 1 : largest)
        var bytes = header(
            width: width, hasUnknown: spread.hasUnknown, exponent: exponent, largestCode: largest,
            base: Int128(spread.least), rows: values.count)
        let code = { (row: Int) -> UInt64 in
            values[row] == unknown
                ? .max : UInt64(bitPattern: values[row] &- spread.least) / factor
        }
        bytes.withUnsafeMutableBytes { bytes in
            let target = UnsafeMutableRawBufferPointer(rebasing: bytes[headerBytes...])
            switch width {
            case 1: store(values.count, UInt8.self, in: target, code)
            case 2: store(values.count, UInt16.self, in: target, code)
            case 4: store(values.count, UInt32.self, in: target, code)
            default: store(values.count, UInt64.self, in: target, code)
            }
        }
        return bytes
    }

    @inline(__always)
    private static func store<Code: FixedWidthInteger & BitwiseCopyable>(
        _ rows: Int, _: Code.Type, in target: UnsafeMutableRawBufferPointer,
        _ code: (Int) -> UInt64
    ) {
        for row in 0..<rows {
            target.storeBytes(
                of: Code(truncatingIfNeeded: code(row)).littleEndian,
                toByteOffset: row * MemoryLayout<Code>.size, as: Code.self)
        }
    }

    private static func width(of largest: UInt64) -> Int {
        switch largest {
        case ...UInt64(UInt8.max): 1
        case ...UInt64(UInt16.max): 2
        case ...UInt64(UInt32.max): 4
        default: 8
        }
    }

    /// Between which values a column lies.
    private struct Spread {
        var least = Int64.max
        var greatest = Int64.min
        var hasUnknown = false
        var hasKnown: Bool { least <= greatest }

        init(_ values: UnsafeBufferPointer<Int64>, unknown: Int64?) {
            for value in values {
                if value == unknown {
                    hasUnknown = true
                } else {
                    least = min(least, value)
                    greatest = max(greatest, value)
                }
            }
        }
    }

    /// The largest power of ten that divides all values less the least.
    private static func commonExponent(
        _ values: UnsafeBufferPointer<Int64>, _ spread: Spread, unknown: Int64?
    ) -> Int {
        var exponent = PowersOfTen.all.count - 1
        for value in values where value != unknown {
            let distance = UInt64(bitPattern: value &- spread.least)
            while distance % PowersOfTen.all[exponent] != 0 { exponent -= 1 }
            if exponent == 0 { break }
        }
        return exponent
    }
}
