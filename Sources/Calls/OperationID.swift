/// A 64-bit hash of bytes by folded 64 × 64-bit multiplication (the mixing step of wyhash).
///
/// The same on every machine and in every run. Not made to withstand chosen collisions.
@usableFromInline
func hash64(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
    var state = seed ^ 0xA076_1D64_78BD_642F ^ UInt64(bytes.count)
    var offset = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while offset + 8 <= raw.count {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        state = folded(state ^ word, 0xE703_7ED1_A0B4_28DB)
        offset += 8
    }
    var tail: UInt64 = 0
    while offset < raw.count {
        tail = tail << 8 | UInt64(raw[offset])
        offset += 1
    }
    return folded(folded(state ^ tail, 0x8EBC_6AF0_9C88_C6E3), 0x5899_65CC_7537_4CC3)
}

/// A 128-bit hash of bytes that is never 0.
func hash128(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt128 {
    let high = hash64(bytes, seed: 0x2D35_8DCC_AA6C_78A5)
    let low = hash64(bytes, seed: 0x8BB8_4B93_962E_ACC9)
    return (UInt128(high) << 64 | UInt128(low)) | 1
}

private func folded(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
}

/// A logical operation (one question, however many attempts it took) by a 128-bit hash of its id.
@frozen
public struct OperationID: Hashable, Sendable, BitwiseCopyable {
    /// The hash; 0 stands for a record without an operation id.
    public let rawValue: UInt128

    /// The record names no operation: it is one of its own.
    @inlinable public static var none: OperationID { OperationID(rawValue: 0) }

    /// Takes a stored hash back.
    @inlinable
    public init(rawValue: UInt128) { self.rawValue = rawValue }

    /// The operation with this id, given as UTF-8 bytes.
    public init(_ id: UnsafeBufferPointer<UInt8>) { rawValue = hash128(id) }
}
