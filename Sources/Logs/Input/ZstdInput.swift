import CZstd

/// Unpacks zstd (RFC 8878), also several frames one after the other.
final class ZstdInput: ByteInput {
    private let path: String
    private let packed: any ByteInput
    private let stream: OpaquePointer
    private let buffer: UnsafeMutableRawPointer
    private var input: ZSTD_inBuffer
    private let bufferSize = ZSTD_DStreamInSize()
    private var isInsideFrame = false

    init(_ packed: any ByteInput, path: String) throws(LogError) {
        guard let stream = ZSTD_createDStream() else {
            throw LogError("\(path): zstd can't be started; is there memory left?")
        }
        self.packed = packed
        self.path = path
        self.stream = stream
        buffer = .allocate(byteCount: bufferSize, alignment: 16)
        input = ZSTD_inBuffer(src: buffer, size: 0, pos: 0)
    }

    deinit {
        ZSTD_freeDStream(stream)
        buffer.deallocate()
    }

    func read(into target: UnsafeMutableRawPointer, count: Int) throws(LogError) -> Int {
        var output = ZSTD_outBuffer(dst: target, size: count, pos: 0)
        while output.pos == 0 && count > 0 {
            if input.pos == input.size, try refill() == 0, !isInsideFrame { return 0 }
            let isDrained = input.size == 0
            let before = output.pos
            let code = ZSTD_decompressStream(stream, &output, &input)
            guard ZSTD_isError(code) == 0 else {
                let reason = String(cString: ZSTD_getErrorName(code))
                throw LogError("\(path): the zstd data is damaged: \(reason)")
            }
            isInsideFrame = code != 0
            if isDrained && output.pos == before && isInsideFrame {
                throw LogError("\(path): the zstd data ends too early; is the file whole?")
            }
        }
        return output.pos
    }

    private func refill() throws(LogError) -> Int {
        let got = try packed.read(into: buffer, count: bufferSize)
        input = ZSTD_inBuffer(src: buffer, size: got, pos: 0)
        return got
    }
}
