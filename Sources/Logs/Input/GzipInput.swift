import CZlib

/// Unpacks gzip, also several members one after the other, as `cat a.gz b.gz` makes them.
final class GzipInput: ByteInput {
    private let path: String
    private let packed: any ByteInput
    private let buffer: UnsafeMutablePointer<UInt8>
    private let bufferSize = 1 << 17
    private let stream: UnsafeMutablePointer<z_stream>
    private var isInsideMember = false
    private var hasReadMember = false

    init(_ packed: any ByteInput, path: String) throws(LogError) {
        self.packed = packed
        self.path = path
        buffer = .allocate(capacity: bufferSize)
        // zlib keeps a pointer to it, so it must not move.
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let gzipOnly = 15 + 16
        let code = inflateInit2_(
            stream, Int32(gzipOnly), ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw LogError("\(path): zlib can't be started (\(code))") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        buffer.deallocate()
    }

    func read(into target: UnsafeMutableRawPointer, count: Int) throws(LogError) -> Int {
        stream.pointee.next_out = target.assumingMemoryBound(to: UInt8.self)
        let room = UInt32(clamping: count)
        stream.pointee.avail_out = room
        while stream.pointee.avail_out == room {
            if stream.pointee.avail_in == 0, try refill() == 0 {
                guard !isInsideMember else {
                    throw LogError("\(path): the gzip data ends too early; is the file whole?")
                }
                return 0
            }
            if hasReadMember && !isInsideMember { skipPadding() }
            if stream.pointee.avail_in > 0 { try unpack() }
        }
        return Int(room - stream.pointee.avail_out)
    }

    private func refill() throws(LogError) -> Int {
        let got = try packed.read(into: buffer, count: bufferSize)
        stream.pointee.next_in = buffer
        stream.pointee.avail_in = UInt32(got)
        return got
    }

    /// Passes over the zeros that may fill up the last block of a tape or disk, as gzip does.
    private func skipPadding() {
        while stream.pointee.avail_in > 0 && stream.pointee.next_in.pointee == 0 {
            stream.pointee.next_in += 1
            stream.pointee.avail_in -= 1
        }
    }

    private func unpack() throws(LogError) {
        isInsideMember = true
        switch inflate(stream, Z_NO_FLUSH) {
        case Z_OK, Z_BUF_ERROR:
            return
        case Z_STREAM_END:
            isInsideMember = false
            hasReadMember = true
            inflateReset(stream)
        default:
            let reason = stream.pointee.msg.map { String(cString: $0) } ?? "unknown fault"
            throw LogError("\(path): the gzip data is damaged: \(reason)")
        }
    }
}
