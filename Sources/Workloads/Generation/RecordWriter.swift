import Calls
import Pricing

/// Writes calls as native records (`tollgate/1`), one JSON object a line.
///
/// Bytes go straight into a buffer, which a sink takes whenever it is full.
struct RecordWriter: ~Copyable {
    /// Takes the bytes of whole records.
    typealias Sink = (UnsafeRawBufferPointer) throws -> Void

    private static let bufferBytes = 1 << 20
    /// No more than this stands in a record beside its names: braces, keys and numbers.
    private static let fixedBytes = 640
    private static let nanosecondsPerMillisecond: Int64 = 1_000_000
    private static let millisecondsPerDay: Int64 = 86_400_000

    private let fragments: FragmentTable
    private let idKey: UInt64
    private let largestRecord: Int
    private var buffer: ByteBuffer
    private var day = Int64.min
    private var date: (year: UInt64, month: UInt64, day: UInt64) = (0, 0, 0)
    private var number: UInt64 = 0

    /// Nothing is written yet.
    ///
    /// - Parameters:
    ///   - fragments: Names, as calls refer to them.
    ///   - idKey: What the ids of this workload begin with, so that those of others differ.
    init(_ fragments: FragmentTable, idKey: UInt64) {
        (self.fragments, self.idKey) = (fragments, idKey)
        largestRecord = Self.fixedBytes + 4 * fragments.longest
        buffer = ByteBuffer(capacity: max(Self.bufferBytes, 2 * largestRecord))
    }

    /// Writes a call as the next record.
    mutating func write(_ call: borrowing SyntheticCall, at time: Int64, to sink: Sink) throws {
        if buffer.capacity - buffer.count < largestRecord { try flush(to: sink) }
        writeTime(time)
        writeID()
        writeNames(call)
        writeUsage(call)
        writeFeatures(call)
        buffer.append("}\n")
    }

    /// Hands on what is left.
    mutating func flush(to sink: Sink) throws {
        guard buffer.count > 0 else { return }
        try sink(buffer.bytes)
        buffer.removeAll()
    }

    /// The time in UTC, cut to milliseconds.
    private mutating func writeTime(_ time: Int64) {
        let milliseconds =
            time.floored(to: Self.nanosecondsPerMillisecond)
            / Self.nanosecondsPerMillisecond
        let start = milliseconds.floored(to: Self.millisecondsPerDay)
        if start != day { setDay(start) }
        let rest = UInt64(milliseconds - start)
        buffer.append("{\"ts\":\"")
        buffer.append(date.year, digits: 4)
        buffer.append(byte: UInt8(ascii: "-"))
        buffer.append(date.month, digits: 2)
        buffer.append(byte: UInt8(ascii: "-"))
        buffer.append(date.day, digits: 2)
        buffer.append(byte: UInt8(ascii: "T"))
        buffer.append(rest / 3_600_000, digits: 2)
        buffer.append(byte: UInt8(ascii: ":"))
        buffer.append(rest / 60_000 % 60, digits: 2)
        buffer.append(byte: UInt8(ascii: ":"))
        buffer.append(rest / 1000 % 60, digits: 2)
        buffer.append(byte: UInt8(ascii: "."))
        buffer.append(rest % 1000, digits: 3)
    }

    private mutating func setDay(_ start: Int64) {
        day = start
        let civil = Timestamp.civil(fromDays: Int(start / Self.millisecondsPerDay))
        date = (UInt64(civil.year), UInt64(civil.month), UInt64(civil.day))
    }

    /// The workload's key in hexadecimal digits and the record's number.
    private mutating func writeID() {
        buffer.append("Z\",\"id\":\"")
        for shift in stride(from: UInt64(44), through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: idKey >> shift & 15)
            buffer.append(
                byte: digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
        }
        buffer.append(byte: UInt8(ascii: "-"))
        number += 1
        buffer.append(number)
        buffer.append(byte: UInt8(ascii: "\""))
    }

    private mutating func writeNames(_ call: borrowing SyntheticCall) {
        writeFragment(call.model)
        if call.user != .none {
            writeFragment(call.user)
            if call.userNumber > 0 { buffer.append(call.userNumber) }
            buffer.append(byte: UInt8(ascii: "\""))
        }
        writeFragment(call.team)
    }

    private mutating func writeFragment(_ id: FragmentID) {
        fragments.withBytes(id) { buffer.append($0) }
    }

    private mutating func writeUsage(_ call: borrowing SyntheticCall) {
        if call.isFailed { buffer.append(",\"error\":\"failed\"") }
        switch call.usageState {
        case .known: writeCounts(call.usage)
        case .none: buffer.append(",\"usage\":\"none\"")
        case .unknown: buffer.append(",\"usage\":\"unknown\"")
        }
    }

    private mutating func writeCounts(_ usage: TokenUsage) {
        write(",\"prompt_tokens\":", usage.totalInput)
        write(",\"completion_tokens\":", usage.output)
        write(",\"cached_tokens\":", ifAny: usage.cacheRead)
        write(",\"cache_write_tokens\":", ifAny: usage.cacheWrite5m + usage.cacheWrite1h)
        write(",\"cache_write_1h_tokens\":", ifAny: usage.cacheWrite1h)
        write(",\"reasoning_tokens\":", ifAny: usage.reasoning)
    }

    private mutating func writeFeatures(_ call: borrowing SyntheticCall) {
        write(",\"content_length\":", call.contentLength)
        write(",\"message_count\":", call.messageCount)
        write(",\"max_tokens\":", call.maxTokens)
        write(",\"latency_ms\":", call.latencyMilliseconds)
        writeFragment(call.tags)
    }

    private mutating func write(_ key: StaticString, ifAny count: UInt64) {
        write(key, count > 0 ? count : nil)
    }

    private mutating func write(_ key: StaticString, _ count: UInt64?) {
        guard let count else { return }
        buffer.append(key)
        buffer.append(count)
    }
}
