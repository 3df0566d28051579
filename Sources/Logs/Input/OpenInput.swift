/// An input that is being read, with its format and the rest of the line that was cut.
final class OpenInput {
    private let name: String
    private let index: Int
    private let options: ReadingOptions
    private let source: any ByteInput
    private var rest: [UInt8]
    private var format: LogFormat?
    private var isAtEnd = false

    init(_ input: LogInput, index: Int, options: ReadingOptions) throws(LogError) {
        name = input.name
        self.index = index
        self.options = options
        let raw: any ByteInput =
            switch input {
            case .file(let path): try FileInput(path: path, progress: options.progress)
            case .memory(_, let bytes): MemoryInput(bytes.bytes)
            }
        (source, rest) = try Self.unpacked(raw, name: name)
    }

    /// Tells packed inputs by their first bytes and puts the right reader in front.
    private static func unpacked(
        _ raw: any ByteInput, name: String
    ) throws(LogError) -> (any ByteInput, [UInt8]) {
        let head = try firstBytes(4, of: raw)
        if head.starts(with: [0x1F, 0x8B]) {
            let whole = PrefixedInput(prefix: head, then: raw)
            return (try GzipInput(whole, path: name), [])
        }
        if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            throw LogError("\(name): zstd is not read yet; unpack it: zstd -dc FILE | tollgate … -")
        }
        return (raw, head)
    }

    private static func firstBytes(
        _ wanted: Int, of raw: any ByteInput
    ) throws(LogError) -> [UInt8] {
        let buffer = ChunkBuffer(capacity: wanted)
        while buffer.count < wanted {
            let got = try raw.read(into: buffer.bytes + buffer.count, count: wanted - buffer.count)
            if got == 0 { break }
            buffer.count += got
        }
        return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
    }

    /// Fills the buffer with whole lines; nil at the end of the input.
    func fill(_ buffer: ChunkBuffer, ordinal: Int) throws(LogError) -> Chunk? {
        buffer.count = 0
        takeRest(into: buffer)
        while buffer.count < ChunkFeed.target || lastNewline(buffer) == nil {
            guard try readMore(into: buffer) else { break }
            if buffer.count > options.maximumLineBytes && lastNewline(buffer) == nil {
                return try overlong(buffer, ordinal: ordinal)
            }
        }
        guard buffer.count > 0 else { return nil }
        keepRest(of: buffer)
        return try chunk(buffer, ordinal: ordinal, isOverlong: false)
    }

    private func takeRest(into buffer: ChunkBuffer) {
        buffer.grow(to: max(ChunkFeed.target, rest.count) + 1)
        rest.withUnsafeBufferPointer { rest in
            if let base = rest.baseAddress { buffer.bytes.update(from: base, count: rest.count) }
        }
        buffer.count = rest.count
        rest.removeAll(keepingCapacity: true)
    }

    private func readMore(into buffer: ChunkBuffer) throws(LogError) -> Bool {
        if isAtEnd { return false }
        if buffer.count + 1 >= buffer.capacity {
            buffer.grow(to: min(buffer.capacity * 2, options.maximumLineBytes + ChunkFeed.target))
        }
        let got = try source.read(
            into: buffer.bytes + buffer.count, count: buffer.capacity - buffer.count - 1)
        buffer.count += got
        isAtEnd = got == 0
        return !isAtEnd
    }

    private func lastNewline(_ buffer: ChunkBuffer) -> Int? {
        var offset = buffer.count - 1
        while offset >= 0 {
            if buffer.bytes[offset] == UInt8(ascii: "\n") { return offset }
            offset -= 1
        }
        return nil
    }

    /// Cuts the buffer behind its last newline; at the end of the input a missing one is added.
    private func keepRest(of buffer: ChunkBuffer) {
        if isAtEnd {
            if buffer.bytes[buffer.count - 1] != UInt8(ascii: "\n") {
                buffer.bytes[buffer.count] = UInt8(ascii: "\n")
                buffer.count += 1
            }
        } else if let lineEnd = lastNewline(buffer) {
            let start = lineEnd + 1
            rest.append(
                contentsOf: UnsafeBufferPointer(
                    start: buffer.bytes + start, count: buffer.count - start))
            buffer.count = start
        }
        (buffer.bytes + buffer.count).update(
            repeating: 0, count: min(JSONCursor.padding, buffer.capacity - buffer.count))
    }

    /// Passes over the rest of a line that is too long; the buffer keeps its beginning.
    private func overlong(_ buffer: ChunkBuffer, ordinal: Int) throws(LogError) -> Chunk {
        let scratch = ChunkBuffer(capacity: ChunkFeed.target)
        while !isAtEnd && rest.isEmpty {
            scratch.count = 0
            guard try readMore(into: scratch) else { break }
            guard let end = (0..<scratch.count).first(where: { scratch.bytes[$0] == 0x0A })
            else { continue }
            rest.append(
                contentsOf: UnsafeBufferPointer(
                    start: scratch.bytes + end + 1, count: scratch.count - end - 1))
            break
        }
        buffer.count = min(buffer.count, 4096)
        buffer.bytes[buffer.count - 1] = UInt8(ascii: "\n")
        return try chunk(buffer, ordinal: ordinal, isOverlong: true)
    }

    private func chunk(
        _ buffer: ChunkBuffer, ordinal: Int, isOverlong: Bool
    ) throws(LogError) -> Chunk {
        let isFirst = format == nil
        let known: LogFormat
        if let format {
            known = format
        } else {
            let head = UnsafeBufferPointer(start: buffer.bytes, count: buffer.count)
            if let forced = options.format { known = forced } else { known = try .detect(head, in: name) }
            format = known
        }
        return Chunk(
            ordinal: ordinal, input: index, format: known, isFirst: isFirst,
            isOverlong: isOverlong)
    }
}

/// Some bytes that were read already, then the rest of an input.
private final class PrefixedInput: ByteInput {
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
