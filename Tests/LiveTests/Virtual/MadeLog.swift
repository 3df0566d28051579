import Calls
import Logs
import Pricing

@testable import Live

/// Logs as text, read as a user's file would be.
enum MadeLog {
    static func files(_ lines: [String], _ options: ReadingOptions = ReadingOptions()) -> LogFiles {
        files(bytes: Array((lines.joined(separator: "\n") + "\n").utf8), options)
    }

    /// The memory is never given back: a source may be read at any time.
    static func files(bytes: [UInt8], _ options: ReadingOptions = ReadingOptions()) -> LogFiles {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
        copy.copyBytes(from: bytes)
        let input = LogInput.memory(
            name: "memory", bytes: UnsafeSendableBytes(UnsafeRawBufferPointer(copy)))
        return LogFiles([input], options: options)
    }

    /// A line of a native log.
    static func line(
        _ number: Int, model: String = "gpt-4.1", prompt: Int = 500, completion: Int = 50,
        more: String = ""
    ) -> String {
        let second = String(number % 60), minute = String(number / 60 % 60)
        let time =
            (minute.count < 2 ? "0" : "") + minute + ":" + (second.count < 2 ? "0" : "") + second
        return #"{"ts":"2026-01-05T08:\#(time)Z","model":"\#(model)","prompt_tokens":\#(prompt),"#
            + #""completion_tokens":\#(completion)\#(more)}"#
    }
}

extension DrawnRequest {
    /// A request that stands for itself.
    static func made(
        model: String = "gpt-4.1", second: Int64 = 0, input: UInt64 = 100, output: UInt64? = 10,
        maxTokens: Int64? = nil, population: UInt64 = 1, sample: UInt64 = 1
    ) -> DrawnRequest {
        let logged = LoggedRequest(
            place: .init(piece: LogPiece(), line: UInt32(second)),
            time: .init(nanoseconds: second * 1_000_000_000), model: model, input: input,
            output: output, maxTokens: maxTokens, messageCount: nil)
        return DrawnRequest(
            logged: logged,
            stratum: Stratum(model: model, size: SizeClasses.standard.sizeClass(of: input)),
            weight: SampleWeight(population: population, sample: sample))
    }
}
