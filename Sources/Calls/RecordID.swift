/// A record's own id by a 128-bit hash of it; the same record logged twice has the same.
@frozen
public struct RecordID: Hashable, Sendable, BitwiseCopyable {
    /// The hash; 0 stands for a record without an id.
    public let rawValue: UInt128

    /// The record names no id.
    @inlinable public static var none: RecordID { RecordID(rawValue: 0) }

    /// Takes a stored hash back.
    @inlinable
    public init(rawValue: UInt128) { self.rawValue = rawValue }

    /// The record with this id, given as UTF-8 bytes.
    public init(_ id: UnsafeBufferPointer<UInt8>) { rawValue = hash128(id) }

    /// The record with an id of two parts.
    public init(_ first: RecordID, _ second: RecordID) {
        rawValue = withUnsafeBytes(of: (first.rawValue, second.rawValue)) { bytes in
            hash128(bytes.assumingMemoryBound(to: UInt8.self))
        }
    }
}
