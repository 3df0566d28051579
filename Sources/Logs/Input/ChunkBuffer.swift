/// Whole lines of one input in memory; each worker owns one and fills it again and again.
final class ChunkBuffer {
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    /// Bytes that fit, the padding that follows the last line not counted.
    private(set) var capacity: Int
    /// Bytes filled; the last of them is a newline.
    var count = 0

    private static let page = 4096

    init(capacity: Int) {
        self.capacity = capacity
        bytes = Self.allocate(capacity)
    }

    deinit { bytes.deallocate() }

    /// Makes room, keeping what is there.
    func grow(to larger: Int) {
        guard larger > capacity else { return }
        let moved = Self.allocate(larger)
        moved.update(from: bytes, count: count)
        bytes.deallocate()
        bytes = moved
        capacity = larger
    }

    /// Page-aligned, so that the kernel copies whole pages; zeroed padding, so that wide loads
    /// behind the last line read the same bytes in every run.
    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let size = capacity + JSONCursor.padding
        let raw = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: page)
        let typed = raw.bindMemory(to: UInt8.self, capacity: size)
        (typed + capacity).initialize(repeating: 0, count: JSONCursor.padding)
        return typed
    }
}
