/// An input that is being read, with its shape and the rest of the record that was cut.
final class OpenInput {
    private let input: LogInput
    private let index: Int
    private let options: ReadingOptions
    private let source: any ByteInput
    private var rest: [UInt8]
    private var shape: LogShape?
    private var isAtStart: Bool
    private var isAtEnd = false
    /// Where the record ends that is too long and is passed over.
    private var overlongEnds: RecordEnds?

    init(_ input: LogInput, index: Int, options: ReadingOptions) throws(LogError) {
        self.input = input
        self.index = index
        self.options = options
        isAtStart = input.beginsFile
        (source, rest) = try Self.source(of: input, options)
        if isAtStart && rest.starts(with: Self.byteOrderMark) {
            rest.removeFirst(Self.byteOrderMark.count)
        }
        if !isAtStart { shape = try Self.shape(ofFile: input.name, options) }
    }

    private static func source(
        of input: LogInput, _ options: ReadingOptions
    ) throws(LogError) -> (any ByteInput, [UInt8]) {
        switch input {
        case .file(let path):
            try unpacked(
                FileInput(path, name: input.name, progress: options.progress), name: input.name)
        case .part(let path, let bytes, _):
            try withFirstBytes(PartInput(path, bytes: bytes, progress: options.progress))
        case .memory(let name, let bytes): try unpacked(MemoryInput(bytes.bytes), name: name)
        }
    }

    private static func withFirstBytes(
        _ part: PartInput
    ) throws(LogError) -> (any ByteInput, [UInt8]) {
        (part, try firstBytes(byteOrderMark.count, of: part))
    }

    private static func unpacked(
        _ raw: any ByteInput, name: String
    ) throws(LogError) -> (any ByteInput, [UInt8]) {
        let input = try Compression.unpacked(raw, name: name).input
        return (input, try firstBytes(byteOrderMark.count, of: input))
    }

    /// The shape of a file whose beginning is not read.
    static func shape(
        ofFile path: String, _ options: ReadingOptions
    ) throws(LogError) -> LogShape? {
        var unseen = options
        unseen.progress = nil
        let buffer = ChunkBuffer(capacity: ChunkFeed.target)
        return try OpenInput(.file(path), index: 0, options: unseen).fill(buffer, ordinal: 0)?.shape
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Fills the buffer with whole records, or with a piece of one that is too long; nil at the
    /// end of the input.
    func fill(_ buffer: ChunkBuffer, ordinal: Int) throws(LogError) -> Chunk? {
        takeRest(into: buffer)
        if overlongEnds != nil { return try overlongRest(buffer, ordinal: ordinal) }
        while needsMore(buffer), try readMore(into: buffer) {}
        guard buffer.count > 0 else { return nil }
        let isFirst = isAtStart && shape == nil
        if shape == nil { shape = try detect(buffer) }
        var ends = RecordEnds(delimiter: shape?.header?.delimiter)
        var recordEnd = ends.last(in: buffer)
        while recordEnd == nil, buffer.count <= options.maximumLineBytes,
            try readMore(into: buffer)
        {
            recordEnd = ends.last(in: buffer)
        }
        if recordEnd == nil && buffer.count > options.maximumLineBytes && !isAtEnd {
            overlongEnds = ends
            return chunk(ordinal, .overlongStart, isFirst)
        }
        keepRest(of: buffer, after: recordEnd)
        return chunk(ordinal, .lines, isFirst)
    }

    /// A chunk is worth its while from some size on; a shape is told by a whole line.
    private func needsMore(_ buffer: ChunkBuffer) -> Bool {
        if buffer.count < ChunkFeed.target { return true }
        guard shape == nil, buffer.count <= options.maximumLineBytes else { return false }
        let bytes = UnsafeBufferPointer(start: buffer.bytes, count: buffer.count)
        return !bytes.contains(UInt8(ascii: "\n"))
    }

    private func detect(_ buffer: ChunkBuffer) throws(LogError) -> LogShape? {
        let head = UnsafeBufferPointer(start: buffer.bytes, count: buffer.count)
        return try .detect(head, in: input.name, as: options.format, by: options.mapping)
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

    /// Cuts the buffer behind its last whole record; at the end of the input a missing one is added.
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

    /// The next piece of a record that is too long, up to its end if that is in sight.
    private func overlongRest(_ buffer: ChunkBuffer, ordinal: Int) throws(LogError) -> Chunk {
        if try readMore(into: buffer) {
            if let end = overlongEnds?.first(in: buffer) {
                cut(buffer, after: end)
                overlongEnds = nil
            }
        } else {
            endLine(buffer)
            overlongEnds = nil
        }
        return chunk(ordinal, .overlongRest, false)
    }

    private func chunk(_ ordinal: Int, _ content: Chunk.Content, _ isFirst: Bool) -> Chunk {
        Chunk(ordinal: ordinal, input: index, shape: shape, isFirst: isFirst, content: content)
    }
}
