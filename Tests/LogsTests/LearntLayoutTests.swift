import Calls
import Testing

@testable import Logs

/// Reads native records one by one and keeps what it has learnt.
private final class LineReader {
    private let names = NameTable()
    private var reader: NativeReader

    init() { reader = NativeReader(demand: .everything, names: names) }

    func read(_ line: [UInt8]) -> Result<Row, BadLine> {
        Line(line).read { cursor throws(BadLine) in
            var draft = RecordDraft(demand: .everything)
            cursor.skipSpace()
            _ = try reader.read(&cursor, into: &draft, isFirstLine: false)
            let block = CallBlock(demand: .everything, names: names, capacity: 1)
            block.append(draft.record, texts: draft.texts, tags: draft.tags)
            return Row(block, 0)
        }
    }

    func read(_ line: String) -> Result<Row, BadLine> { read(Array(line.utf8)) }
}

/// A record as a list of members, and ways to write it down.
private struct Members {
    private var members = [
        (#""id""#, #""r-1""#), (#""ts""#, #""2026-01-05T08:15:30.437Z""#),
        (#""model""#, #""gpt-4.1""#), (#""user""#, #""u-0008""#), (#""latency_ms""#, "2303"),
        (#""prompt_tokens""#, "585"), (#""completion_tokens""#, "426"),
        (#""cached_tokens""#, "0"), (#""cost_usd""#, #""0.004578""#), (#""status""#, "200"),
        (#""system_contains""#, #"{"komplexe Analyse":false}"#),
        (#""tags""#, #"{"env":"prod","other":1,"cost center":"c 1"}"#),
        (#""a_key_that_is_too_long_to_be_compared_as_a_whole""#, "[1,{}]"),
        (#""content_length""#, "590"), (#""message_count""#, "8"),
    ]

    private static let values = [
        "0", "00", "01", "-0", "-1", "7", "12345678", "123456789", "0123456", "8.0", "8e2", "8.5",
        "1.", "281474976710655", "281474976710656", "null", "true", "nul", #""""#, #""x""#, "{}",
        "[]", #"{"a":[1,2,{"b":null}]}"#, "", " 5 ", #""0.1""#, #""12345678.12345678""#,
        #""1234567890.5""#, #""1e400""#, #""2026-01-06T23:59:60Z""#, #""2026-02-30T00:00:00.000Z""#,
        #""2026-01-05t08:15:30.437Z""#, #""2026-01-05T08:15:30.437+01:00""#,
        #"{"komplexe Analyse":true,"komplexe Analyse":true}"#, #"{"komplexe Analyse":null}"#,
        #"{"env":"a","env":"b"}"#, #"{"env":{"}"# + #"":1}}"#, "\"grüße 👋\"", #""a\"b\u00fc""#,
    ]

    private static let spaces = ["", "", "", " ", "  ", "\t", "\r"]

    /// Changes the order, leaves out, doubles, or gives a member another key or value.
    mutating func change(using generator: inout SplitMix) {
        let index = Int.random(in: members.indices, using: &generator)
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: members.shuffle(using: &generator)
        case 1: members.remove(at: index)
        case 2: members.insert(members[index], at: Int.random(in: 0...index, using: &generator))
        case 3: members[index].0 = members[index].0.replacingFirst("s", by: #"\u0073"#)
        case 4: members[index].0 = #""k\#(Int.random(in: 0..<300, using: &generator))""#
        default: members[index].1 = Self.values.randomElement(using: &generator) ?? ""
        }
    }

    /// The record as text, with blanks where JSON allows them.
    func text(isSpaced: Bool, using generator: inout SplitMix) -> String {
        var space: String {
            isSpaced ? Self.spaces.randomElement(using: &generator) ?? "" : ""
        }
        let written = members.map { "\(space)\($0)\(space):\(space)\($1)\(space)" }
        return "\(space){\(written.joined(separator: ","))}\(space)"
    }
}

extension String {
    fileprivate func replacingFirst(_ character: Character, by other: String) -> String {
        guard let index = firstIndex(of: character) else { return self }
        return String(self[..<index]) + other + String(self[self.index(after: index)...])
    }
}

/// What was read before must not change how a line is read.
@Suite("Learnt layouts")
struct LearntLayoutTests {
    @Test(arguments: [31, 32, 33, 34] as [UInt64])
    func `a reader that has read other lines reads like a new one`(seed: UInt64) {
        var generator = SplitMix(state: seed)
        let experienced = LineReader()
        var (accepted, refused) = (0, 0)
        for round in 0..<4_000 {
            var members = Members()
            for _ in 0..<(round % 4) { members.change(using: &generator) }
            let text = members.text(isSpaced: round % 7 == 6, using: &generator)
            var line = Array(text.utf8)
            if round % 5 == 4 { damage(&line, using: &generator) }
            let result = experienced.read(line)
            #expect(
                result == LineReader().read(line),
                "seed \(seed), round \(round): \(String(decoding: line, as: UTF8.self))")
            if case .success = result { accepted += 1 } else { refused += 1 }
        }
        #expect(accepted > 1_000 && refused > 1_000, "seed \(seed): \(accepted) and \(refused)")
    }

    /// Cuts the line, or replaces, removes or doubles one byte.
    private func damage(_ line: inout [UInt8], using generator: inout SplitMix) {
        let index = Int.random(in: line.indices, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: line.removeSubrange(index...)
        case 1: line[index] = Array(#"{}[]",:\ 09.e-"#.utf8).randomElement(using: &generator) ?? 0
        case 2: line.remove(at: index)
        default: line.insert(line[index], at: index)
        }
    }

    @Test(arguments: [
        (#"{,"ts":"2026-01-05T08:15:30Z"}"#, JSONFault.expectedKey),
        (#"{"ts":"2026-01-05T08:15:30Z""model":"m"}"#, .expectedCommaOrBrace),
        (
            #"{"ts":"2026-01-05T08:15:30Z","prompt_tokens":1"completion_tokens":2}"#,
            .expectedCommaOrBrace
        ),
        (#"{"ts":"2026-01-05T08:15:30Z",,"model":"m"}"#, .expectedKey),
        (#"{"ts":"2026-01-05T08:15:30Z",}"#, .expectedKey),
        (#"{"ts":"2026-01-05T08:15:30Z":"model"}"#, .expectedCommaOrBrace),
        (#"{}}"#, .expectedEnd),
    ])
    func `separators are checked however often they were seen`(line: String, fault: JSONFault) {
        let reader = LineReader()
        for _ in 0..<3 {
            #expect((try? reader.read(Native.line(#""user":"u""#)).get()) != nil)
            guard case .failure(let bad) = reader.read(line) else {
                Issue.record("accepted: \(line)")
                return
            }
            #expect(bad.detail.hasPrefix(fault.rawValue), "\(bad.message)")
        }
    }

    @Test func `more keys than are remembered`() throws {
        let reader = LineReader()
        let keys = (0..<500).map { #""k\#($0)":\#($0)"# }.joined(separator: ",")
        for first in 0..<3 {
            let line = Native.line(#""user":"u\#(first)",\#(keys),"team":"t""#)
            let row = try reader.read(line).get()
            #expect(row.user == "u\(first)" && row.team == "t")
            let doubled = Native.line(#""user":"u",\#(keys),"user":"u""#)
            #expect(throws: BadLine.duplicate("user")) { try reader.read(doubled).get() }
        }
    }
}
