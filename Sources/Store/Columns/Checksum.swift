/// A 64-bit checksum that any accidental change of the bytes changes: four lanes of the mixing step
/// of wyhash (a folded 64 × 64-bit multiplication), so that it keeps up with memory.
///
/// The same on every machine. Not made to withstand changes that were chosen.
enum Checksum {
    static func of(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        var (first, second, third, fourth) = (secrets.0, secrets.1, secrets.2, secrets.3)
        var offset = 0
        while offset + 32 <= bytes.count {
            first = folded(first ^ word(bytes, offset), secrets.0)
            second = folded(second ^ word(bytes, offset + 8), secrets.1)
            third = folded(third ^ word(bytes, offset + 16), secrets.2)
            fourth = folded(fourth ^ word(bytes, offset + 24), secrets.3)
            offset += 32
        }
        var state = folded(UInt64(bytes.count) ^ first, secrets.0)
        state = folded(state ^ second, secrets.1)
        state = folded(state ^ third, secrets.2)
        state = folded(state ^ fourth, secrets.3)
        while offset < bytes.count {
            state = folded(state ^ UInt64(bytes[offset]) ^ secrets.1, secrets.2)
            offset += 1
        }
        return Int64(bitPattern: state)
    }

    private static var secrets: (UInt64, UInt64, UInt64, UInt64) {
        (
            0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3,
            0x5899_65CC_7537_4CC3
        )
    }

    static func of(_ bytes: [UInt8]) -> Int64 { bytes.withUnsafeBytes { of($0) } }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Xor-ing the input keeps a product of zero from forgetting what came before.
    @inline(__always)
    private static func folded(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low ^ left
    }
}
