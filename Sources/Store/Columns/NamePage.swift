/// Some names of one field of a file, in the order of their codes, as they are kept: how many, the
/// length of each, then the names themselves as UTF-8.
struct NamePage {
    private(set) var names: [[UInt8]] = []
    /// Bytes of all names.
    private(set) var size = 0

    init() {}

    mutating func append(_ name: [UInt8]) {
        names.append(name)
        size += name.count
    }

    var bytes: [UInt8] {
        var bytes = Self.bytes(of: names.count)
        for name in names { bytes += Self.bytes(of: name.count) }
        for name in names { bytes += name }
        return bytes
    }

    /// Takes a page apart; nil where it is none.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let count = Self.number(in: bytes, at: 0) else { return nil }
        var start = 4 + 4 * count
        for index in 0..<count {
            guard let length = Self.number(in: bytes, at: 4 + 4 * index),
                start + length <= bytes.count
            else { return nil }
            append(Array(bytes[start..<start + length]))
            start += length
        }
        guard start == bytes.count else { return nil }
    }

    private static func bytes(of number: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt32(number).littleEndian) { Array($0) }
    }

    private static func number(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Int? {
        guard offset + 4 <= bytes.count else { return nil }
        return Int(
            UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
}
