import CColumns
import Calls

extension PackedColumn {
    /// Unpacks numbers of 32 bits if none needs more, else of 64, into room for the latter.
    func narrow(_ rows: Range<Int>, in room: UnsafeMutableRawPointer) -> NarrowNumbers {
        if width == 0 { return .same(Int64(truncatingIfNeeded: base)) }
        guard let codes = codesOfMachine, let greatest, base >= 0 else {
            let target = room.assumingMemoryBound(to: Int64.self)
            unpack(rows, into: target)
            return .int64(UnsafePointer(target))
        }
        let target = room.assumingMemoryBound(to: Int32.self)
        let start = codes + rows.lowerBound * width
        let (base, factor) = (UInt32(base), UInt32(truncatingIfNeeded: factor))
        switch width {
        case 1: tg_unpack_8(start.bound(), base, factor, hasUnknown, rows.count, target)
        case 2: tg_unpack_16(start.bound(), base, factor, hasUnknown, rows.count, target)
        default: tg_unpack_32(start.bound(), base, factor, hasUnknown, rows.count, target)
        }
        return .int32(UnsafePointer(target), greatest: greatest)
    }

    /// Unpacks the bits of a mask, of codes of one byte.
    func unpackBytes(_ rows: Range<Int>, mask: UInt8, into target: UnsafeMutablePointer<UInt8>) {
        let start: UnsafePointer<UInt8> = (codes + rows.lowerBound).bound()
        tg_unpack_bits(start, UInt8(truncatingIfNeeded: base), mask, rows.count, target)
    }

    /// Unpacks names by codes of one byte; a code beyond the table gives its first entry.
    func unpackBytes(
        _ rows: Range<Int>, by table: [NameID], into target: UnsafeMutablePointer<NameID>
    ) {
        let base = Int(truncatingIfNeeded: base)
        let names = (0...255).map { code in
            table[table.indices.contains(base &+ code) ? base &+ code : 0].rawValue
        }
        // `NameID` wraps exactly one integer.
        let target = UnsafeMutableRawPointer(target).assumingMemoryBound(to: UInt32.self)
        tg_unpack_names((codes + rows.lowerBound).bound(), names, rows.count, target)
    }

    /// The codes, if they are numbers of the machine: of up to 4 bytes, in its order, where it
    /// expects such numbers.
    private var codesOfMachine: UnsafeRawPointer? {
        let isAligned = width <= 4 && UInt(bitPattern: codes) % UInt(width) == 0
        return isAligned && UInt32(1).littleEndian == 1 ? codes : nil
    }

    /// The greatest value if 32 bits hold it.
    private var greatest: Int32? {
        let (product, overflows) = largestCode.multipliedReportingOverflow(by: factor)
        return overflows ? nil : Int32(exactly: base + Int128(product))
    }
}

extension UnsafeRawPointer {
    fileprivate func bound<Code>() -> UnsafePointer<Code> { assumingMemoryBound(to: Code.self) }
}
