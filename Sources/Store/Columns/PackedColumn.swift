/// A column of a chunk as it is kept: integers as narrow as the chunk's values allow.
///
/// A value is `base + code × 10^exponent`, where codes have 1, 2, 4, 8 or 16 bytes, little-endian,
/// one a row; without codes all rows have the value `base`. Where some rows are unknown, the
/// largest code of the width says so.
struct PackedColumn {
    /// Bytes before the codes.
    static let headerBytes = 32

    /// Bytes a code: 0, 1, 2, 4, 8 or 16.
    let width: Int
    /// Whether the largest code stands for an unknown value.
    let hasUnknown: Bool
    /// The power of ten that all values less the base have in common.
    let exponent: Int
    /// The largest code that is a value; 0 for codes of 16 bytes.
    let largestCode: UInt64
    /// The least value.
    let base: Int128
    let codes: UnsafeRawPointer

    /// Looks at the bytes of a column, which must stay where they are as long as it is used.
    ///
    /// - Returns: Nil where this is no column of so many rows.
    init?(_ bytes: UnsafeRawBufferPointer, rows: Int) {
        guard let start = bytes.baseAddress, bytes.count >= Self.headerBytes else { return nil }
        width = Int(bytes[0])
        hasUnknown = bytes[1] != 0
        exponent = Int(bytes[2])
        largestCode = UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        base = Int128(littleEndian: bytes.loadUnaligned(fromByteOffset: 16, as: Int128.self))
        codes = start + Self.headerBytes
        guard [0, 1, 2, 4, 8, 16].contains(width), exponent < PowersOfTen.all.count,
            bytes.count == Self.headerBytes + rows * width
        else { return nil }
    }

    /// The header with room for the codes.
    static func header(
        width: Int, hasUnknown: Bool = false, exponent: Int = 0, largestCode: UInt64 = 0,
        base: Int128, rows: Int
    ) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: headerBytes + rows * width)
        bytes[0] = UInt8(width)
        bytes[1] = hasUnknown ? 1 : 0
        bytes[2] = UInt8(exponent)
        bytes.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: largestCode.littleEndian, toByteOffset: 8, as: UInt64.self)
            bytes.storeBytes(of: base.littleEndian, toByteOffset: 16, as: Int128.self)
        }
        return bytes
    }
}

enum PowersOfTen {
    /// Those that a signed 64-bit integer holds.
    static let all: [UInt64] = (0...18).map { exponent in
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
