import Calls

extension PackedColumn {
    var factor: UInt64 { PowersOfTen.all[exponent] }

    /// Unpacks integers of 64 bits.
    func unpack(_ rows: Range<Int>, into target: UnsafeMutablePointer<Int64>) {
        let base = Int64(truncatingIfNeeded: base)
        switch width {
        case 0: target.update(repeating: base, count: rows.count)
        case 1: widen(rows, UInt8.self, from: base, into: target)
        case 2: widen(rows, UInt16.self, from: base, into: target)
        case 4: widen(rows, UInt32.self, from: base, into: target)
        case 8: widen(rows, UInt64.self, from: base, into: target)
        default:
            for (index, row) in rows.enumerated() {
                target[index] = Int64(truncatingIfNeeded: code(row, Int128.self))
            }
        }
    }

    /// Loops without branches, which the compiler turns into vector instructions.
    @inline(__always)
    private func widen<Code: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ rows: Range<Int>, _: Code.Type, from base: Int64,
        into target: UnsafeMutablePointer<Int64>
    ) {
        let (count, first, factor) = (rows.count, rows.lowerBound, factor)
        if hasUnknown {
            for index in 0..<count {
                let code = code(first + index, Code.self)
                let value = base &+ Int64(bitPattern: UInt64(code) &* factor)
                target[index] = code == Code.max ? CallBlock.unknownNumber : value
            }
        } else if factor == 1 {
            for index in 0..<count {
                target[index] =
                    base &+ Int64(truncatingIfNeeded: code(first + index, Code.self))
            }
        } else if let narrow = UInt32(exactly: factor) {
            // Both factors have 32 bits, for which there is a vector instruction.
            for index in 0..<count {
                let product = UInt64(code(first + index, Code.self)) &* UInt64(narrow)
                target[index] = base &+ Int64(bitPattern: product)
            }
        } else {
            for index in 0..<count {
                let product = UInt64(code(first + index, Code.self)) &* factor
                target[index] = base &+ Int64(bitPattern: product)
            }
        }
    }

    /// Unpacks amounts.
    func unpack(_ rows: Range<Int>, into target: UnsafeMutablePointer<Int128>) {
        switch width {
        case 0: target.update(repeating: base, count: rows.count)
        case 1: widen(rows, UInt8.self, into: target)
        case 2: widen(rows, UInt16.self, into: target)
        case 4: widen(rows, UInt32.self, into: target)
        case 8: widen(rows, UInt64.self, into: target)
        default:
            for (index, row) in rows.enumerated() { target[index] = code(row, Int128.self) }
        }
    }

    /// Only amounts that 64 bits hold are packed into codes.
    @inline(__always)
    private func widen<Code: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ rows: Range<Int>, _: Code.Type, into target: UnsafeMutablePointer<Int128>
    ) {
        let (count, first, factor) = (rows.count, rows.lowerBound, factor)
        let base = Int64(truncatingIfNeeded: base)
        for index in 0..<count {
            let product = UInt64(code(first + index, Code.self)) &* factor
            target[index] = Int128(base &+ Int64(bitPattern: product))
        }
    }

    /// Unpacks hashes.
    func unpack(_ rows: Range<Int>, into target: UnsafeMutablePointer<UInt128>) {
        let base = UInt128(truncatingIfNeeded: base)
        guard width == 16 else {
            target.update(repeating: base, count: rows.count)
            return
        }
        for (index, row) in rows.enumerated() { target[index] = code(row, UInt128.self) }
    }

    /// Unpacks what is looked up by a code; a code beyond the table gives its first entry.
    func unpack<Value: BitwiseCopyable>(
        _ rows: Range<Int>, by table: [Value], into target: UnsafeMutablePointer<Value>
    ) {
        table.withUnsafeBufferPointer { table in
            switch width {
            case 0:
                let place = Int(truncatingIfNeeded: base)
                target.update(
                    repeating: table[table.indices.contains(place) ? place : 0],
                    count: rows.count)
            case 1: look(rows, UInt8.self, by: table, into: target)
            case 2: look(rows, UInt16.self, by: table, into: target)
            case 4: look(rows, UInt32.self, by: table, into: target)
            default: look(rows, UInt64.self, by: table, into: target)
            }
        }
    }

    @inline(__always)
    private func look<Value: BitwiseCopyable, Code>(
        _ rows: Range<Int>, _: Code.Type, by table: UnsafeBufferPointer<Value>,
        into target: UnsafeMutablePointer<Value>
    ) where Code: FixedWidthInteger & UnsignedInteger & BitwiseCopyable {
        let (first, base, last) = (rows.lowerBound, Int(truncatingIfNeeded: base), table.count)
        for index in 0..<rows.count {
            let place = base &+ Int(truncatingIfNeeded: code(first + index, Code.self))
            target[index] = table[UInt(bitPattern: place) < UInt(bitPattern: last) ? place : 0]
        }
    }

    @inline(__always)
    private func code<Code: FixedWidthInteger & BitwiseCopyable>(
        _ row: Int, _: Code.Type
    ) -> Code {
        Code(
            littleEndian: codes.loadUnaligned(
                fromByteOffset: row &* MemoryLayout<Code>.size, as: Code.self))
    }
}
