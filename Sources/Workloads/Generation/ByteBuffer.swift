/// Bytes on their way to a file; the writer makes sure that there is room.
struct ByteBuffer: ~Copyable {
    private let base: UnsafeMutablePointer<UInt8>
    let capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    mutating func removeAll() { count = 0 }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        (base + count).update(from: start, count: bytes.count)
        count += bytes.count
    }

    @inline(__always)
    mutating func append(byte: UInt8) {
        base[count] = byte
        count += 1
    }

    /// A number in decimal digits.
    @inline(__always)
    mutating func append(_ number: UInt64) {
        let digits = Self.digits(number)
        append(number, digits: digits)
    }

    /// A number in so many digits, zeros before it.
    @inline(__always)
    mutating func append(_ number: UInt64, digits: Int) {
        var (rest, place) = (number, count + digits)
        count = place
        for _ in 0..<digits {
            place -= 1
            base[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }

    @inline(__always)
    private static func digits(_ number: UInt64) -> Int {
        var (digits, bound): (Int, UInt64) = (1, 10)
        while number >= bound, digits < 19 { (digits, bound) = (digits + 1, bound * 10) }
        return number >= bound ? 20 : digits
    }
}
