/// Some bytes that were read already, then the rest of an input.
final class PrefixedInput: ByteInput {
    private var prefix: [UInt8]
    private let source: any ByteInput

    init(prefix: [UInt8], then source: any ByteInput) {
        self.prefix = prefix
        self.source = source
    }

    func read(into target: UnsafeMutableRawPointer, count: Int) throws(LogError) -> Int {
        guard !prefix.isEmpty else { return try source.read(into: target, count: count) }
        let taken = min(count, prefix.count)
        target.withMemoryRebound(to: UInt8.self, capacity: taken) { bytes in
            for offset in 0..<taken { bytes[offset] = prefix[offset] }
        }
        prefix.removeFirst(taken)
        return taken
    }
}
