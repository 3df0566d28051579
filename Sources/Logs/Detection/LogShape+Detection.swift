extension LogShape {
    /// How many lines are looked at for a shape that is known.
    private static let linesToTry = 100

    /// Tells the shape by the keys of a record, or by the header of a CSV file.
    ///
    /// The first line may be damaged, or cut as where a log was rotated: the first that has a known
    /// shape decides. Every fault is then reported by the format's reader, with file and line.
    ///
    /// - Parameters:
    ///   - head: The beginning of the input.
    ///   - name: What errors call it.
    ///   - forced: The format, if it was said to be this.
    ///   - mapping: How its records are read, if it has no format of its own.
    /// - Returns: The shape; nil where all lines are blank.
    /// - Throws: `LogError` where no format has this shape.
    static func detect(
        _ head: UnsafeBufferPointer<UInt8>, in name: String, as forced: LogFormat? = nil,
        by mapping: LogMapping? = nil
    ) throws(LogError) -> LogShape? {
        let samples = firstLines(head, delimiter: mapping?.delimiter ?? UInt8(ascii: ","))
        guard let first = samples.first else { return nil }
        var shape =
            if let mapping {
                try mapping.shape(of: first, in: name)
            } else if let forced {
                try shape(forced, first, in: name)
            } else {
                try shape(toldBy: first, samples, in: name)
            }
        if shape.header == nil, let advice = LayoutAdvice.about(samples) {
            shape.firstLineAdvice = advice
        }
        return shape
    }

    private static func shape(
        toldBy first: SampleLine, _ samples: [SampleLine], in name: String
    ) throws(LogError) -> LogShape {
        if let shape = known(first) { return shape }
        // The header of a CSV file stands nowhere else than in the first row.
        let others = samples.dropFirst().lazy.map(\.withoutColumns)
        if let shape = others.compactMap(known).first { return shape }
        // JSON without a distinguishing key counts as native.
        if samples.contains(where: \.isObject) {
            return LogShape(format: .native, header: nil, firstLineAdvice: .guessed)
        }
        let tried = LogFormat.detected.map(\.rawValue).joined(separator: ", ")
        throw LogError(
            "\(name):1: no log format has this shape: \(shown(first)); tried \(tried); "
                + (LayoutAdvice.about(samples)?.hint
                    ?? "see 'tollgate formats', force one with --input-format, or describe this "
                    + "one with --mapping"))
    }

    private static func shown(_ line: SampleLine) -> String {
        quoted(String(decoding: line.bytes.prefix(60), as: UTF8.self))
    }

    /// The first lines that are not blank; the first with the row of CSV that it begins.
    private static func firstLines(
        _ head: UnsafeBufferPointer<UInt8>, delimiter: UInt8
    ) -> [SampleLine] {
        var lines: [SampleLine] = []
        var rest = head[...]
        while !rest.isEmpty && lines.count < linesToTry {
            let line = rest.prefix { $0 != UInt8(ascii: "\n") }
            let trimmed = trimmed(line)
            if !trimmed.isEmpty {
                let row = lines.isEmpty ? firstRow(rest, delimiter) : Array(line)
                lines.append(SampleLine(trimmed, row: row))
            }
            rest = rest[line.endIndex...].dropFirst()
        }
        return lines
    }

    /// The shape of a log whose format was said, which may be CSV if the format has that form.
    private static func shape(
        _ format: LogFormat, _ first: SampleLine, in name: String
    ) throws(LogError) -> LogShape {
        guard !format.isMapped else {
            throw LogError(
                "\(name): \(format.rawValue) is read through a mapping; give one with --mapping, "
                    + "see 'tollgate formats \(format.rawValue)'")
        }
        guard format.reader.readsCSV, let header = first.header else {
            return LogShape(format: format, header: nil)
        }
        guard format.reader.hasShape(first) else {
            throw LogError(
                "\(name):1: not a header of \(format.rawValue): \(shown(first)); "
                    + "see 'tollgate formats \(format.rawValue)' for its columns")
        }
        return LogShape(format: format, header: header)
    }

    /// The first format of this shape; native comes last.
    private static func known(_ sample: SampleLine) -> LogShape? {
        let formats = LogFormat.allCases.filter { $0 != .native } + [.native]
        for format in formats {
            let readsCSV = format.reader.readsCSV
            if format.reader.hasShape(readsCSV ? sample : sample.withoutColumns) {
                return LogShape(format: format, header: readsCSV ? sample.header : nil)
            }
        }
        return nil
    }

    /// The row of CSV at the beginning, without its end.
    private static func firstRow(
        _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ delimiter: UInt8
    ) -> [UInt8] {
        let bytes = UnsafeBufferPointer(rebasing: bytes)
        guard let start = bytes.baseAddress else { return [] }
        let span = CSVRow.first(from: start, to: start + bytes.count, delimiter: delimiter)
        var row = Array(bytes.prefix(span.bytes))
        if row.last == UInt8(ascii: "\n") { row.removeLast() }
        if row.last == UInt8(ascii: "\r") { row.removeLast() }
        return row
    }

    private static func trimmed(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var line = Array(line.drop(while: isBlank))
        while let last = line.last, isBlank(last) { line.removeLast() }
        return line
    }
}
