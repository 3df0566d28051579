/// A log format that Tollgate reads.
public enum LogFormat: String, CaseIterable, Sendable {
    case native
    case openai
    case azure
    case litellmPayload = "litellm-payload"
    case litellmSpend = "litellm-spend"
    case langfuse
    case mooncake
}

extension LogFormat {
    /// How many lines are looked at for a shape that is known.
    private static let linesToTry = 100

    /// Tells the format by its shape: the keys of a record, or the header of a CSV file.
    ///
    /// The first line may be damaged, or cut as where a log was rotated: the first that has a known
    /// shape decides. Every fault is then reported by the format's reader, with file and line.
    ///
    /// - Returns: The format; nil where all lines are blank.
    static func detect(
        _ head: UnsafeBufferPointer<UInt8>, in name: String
    ) throws(LogError) -> LogFormat? {
        let lines = firstLines(head)
        guard let first = lines.first else { return nil }
        let samples = lines.map(sample)
        if let format = samples.lazy.compactMap(shape).first { return format }
        // JSON without a distinguishing key counts as native.
        if samples.contains(where: \.isObject) { return .native }
        let tried = allCases.map(\.rawValue).joined(separator: ", ")
        let shown = String(decoding: first.prefix(60), as: UTF8.self)
        throw LogError(
            "\(name):1: no log format has this shape: \(quoted(shown)); tried \(tried); "
                + "see 'tollgate formats', or force one with --input-format")
    }

    /// The first lines that are not blank.
    private static func firstLines(_ head: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var rest = head[...]
        while !rest.isEmpty && lines.count < linesToTry {
            let line = rest.prefix { $0 != UInt8(ascii: "\n") }
            rest = rest[line.endIndex...].dropFirst()
            let trimmed = trimmed(line)
            if !trimmed.isEmpty { lines.append(trimmed) }
        }
        return lines
    }

    private static func sample(_ line: [UInt8]) -> SampleLine {
        let isObject = line.first == UInt8(ascii: "{")
        return SampleLine(bytes: line, keys: isObject ? topLevelKeys(line) : [])
    }

    /// The first format of this shape; native comes last.
    private static func shape(of sample: SampleLine) -> LogFormat? {
        let formats = allCases.filter { $0 != .native } + [.native]
        return formats.first { $0.reader.hasShape(sample) }
    }

    private static func trimmed(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var line = Array(line.drop(while: isBlank))
        while let last = line.last, isBlank(last) { line.removeLast() }
        return line
    }

    /// Keys that can be seen at the first level, whatever else is wrong with the line.
    static func topLevelKeys(_ line: [UInt8]) -> Set<String> {
        var keys: Set<String> = []
        var depth = 0
        var offset = 0
        while offset < line.count {
            switch line[offset] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
                let end = closingQuote(line, after: offset)
                if depth == 1 && nextVisible(line, after: end) == UInt8(ascii: ":") {
                    keys.insert(String(decoding: line[(offset + 1)..<end], as: UTF8.self))
                }
                offset = end
            default: break
            }
            offset += 1
        }
        return keys
    }

    private static func closingQuote(_ line: [UInt8], after start: Int) -> Int {
        var offset = start + 1
        while offset < line.count && line[offset] != UInt8(ascii: "\"") {
            offset += line[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(offset, line.count)
    }

    private static func nextVisible(_ line: [UInt8], after end: Int) -> UInt8? {
        line.dropFirst(end + 1).first { $0 != 0x20 && $0 != 0x09 }
    }
}

/// A text from a log as it may stand in an error: on one line, in quotes.
func quoted(_ text: String) -> String { "\"\(visible(text))\"" }

/// A text from a log without characters that move the cursor of a terminal.
func visible(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
        scalar.properties.generalCategory == .control ? "\u{FFFD}" : String(scalar)
    }.joined()
}
