/// An input that is being read, with its format and the rest of the line that was cut.
final class OpenInput {
    private let name: String
    private let index: Int
    private let options: ReadingOptions
    private let source: any ByteInput
    private var rest: [UInt8]
    private var format: LogFormat?
    private var isAtEnd = false
    private var isInsideOverlong = false

    init(_ input: LogInput, index: Int, options: ReadingOptions) throws(LogError) {
        name = input.name
        self.index = index
        self.options = options
        let raw: any ByteInput =
            switch input {
            case .file(let path): try FileInput(path, name: name, progress: options.progress)
            case .memory(_, let bytes): MemoryInput(bytes.bytes)
            }
        (source, rest) = try Self.unpacked(raw, name: name)
        if rest.starts(with: Self.byteOrderMark) { rest.removeFirst(Self.byteOrderMark.count) }
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Tells packed inputs by their first bytes and puts the right reader in front.
    private static func unpacked(
        _ raw: any ByteInput, name: String
    ) throws(LogError) -> (any ByteInput, [UInt8]) {
        let head = try firstBytes(4, of: raw)
        if head.starts(with: [0x1F, 0x8B]) {
            let whole = PrefixedInput(prefix: head, then: raw)
            let unpacked = try GzipInput(whole, path: name)
            return (unpacked, try firstBytes(4, of: unpacked))
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

    /// Fills the buffer with whole lines, or with a piece of a line that is too long; nil at the
    /// end of the input.
    func fill(_ buffer: ChunkBuffer, ordinal: Int) throws(LogError) -> Chunk? {
        takeRest(into: buffer)
        if isInsideOverlong { return try overlongRest(buffer, ordinal: ordinal) }
        var lineEnd = lastNewline(buffer, from: 0)
        while buffer.count < ChunkFeed.target || lineEnd == nil {
            let filled = buffer.count
            guard try readMore(into: buffer) else { break }
            lineEnd = lastNewline(buffer, from: filled) ?? lineEnd
            if lineEnd == nil && buffer.count > options.maximumLineBytes {
                isInsideOverlong = true
                return try chunk(buffer, ordinal: ordinal, content: .overlongStart)
            }
        }
        guard buffer.count > 0 else { return nil }
        keepRest(of: buffer, after: lineEnd)
        return try chunk(buffer, ordinal: ordinal, content: .lines)
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

    private func lastNewline(_ buffer: ChunkBuffer, from start: Int) -> Int? {
        var offset = buffer.count - 1
        while offset >= start {
            if buffer.bytes[offset] == UInt8(ascii: "\n") { return offset }
            offset -= 1
        }
        return nil
    }

    /// Cuts the buffer behind its last newline; at the end of the input a missing one is added.
    private func keepRest(of buffer: ChunkBuffer, after lineEnd: Int?) {
        if isAtEnd {
            if buffer.bytes[buffer.count - 1] != UInt8(ascii: "\n") { endLine(buffer) }
        } else if let lineEnd {
            cut(buffer, after: lineEnd)
        }
        (buffer.bytes + buffer.count).update(
            repeating: 0, count: min(JSONCursor.padding, buffer.capacity - buffer.count))
    }

    private func endLine(_ buffer: ChunkBuffer) {
        buffer.bytes[buffer.count] = UInt8(ascii: "\n")
        buffer.count += 1
    }

    /// What follows the line waits for the next chunk.
    private func cut(_ buffer: ChunkBuffer, after lineEnd: Int) {
        let start = lineEnd + 1
        rest.append(
            contentsOf: UnsafeBufferPointer(
                start: buffer.bytes + start, count: buffer.count - start))
        buffer.count = start
    }

    /// The next piece of a line that is too long, up to its end if that is in sight.
    private func overlongRest(_ buffer: ChunkBuffer, ordinal: Int) throws(LogError) -> Chunk {
        if try readMore(into: buffer) {
            let piece = UnsafeBufferPointer(start: buffer.bytes, count: buffer.count)
            if let lineEnd = piece.firstIndex(of: UInt8(ascii: "\n")) {
                cut(buffer, after: lineEnd)
                isInsideOverlong = false
            }
        } else {
            endLine(buffer)
            isInsideOverlong = false
        }
        return try chunk(buffer, ordinal: ordinal, content: .overlongRest)
    }

    private func chunk(
        _ buffer: ChunkBuffer, ordinal: Int, content: Chunk.Content
    ) throws(LogError) -> Chunk {
        let isFirst = format == nil
        if isFirst {
            let head = UnsafeBufferPointer(start: buffer.bytes, count: buffer.count)
            if let forced = options.format {
                format = forced
            } else {
                format = try .detect(head, in: name)
            }
        }
        return Chunk(
            ordinal: ordinal, input: index, format: format, isFirst: isFirst, content: content)
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
