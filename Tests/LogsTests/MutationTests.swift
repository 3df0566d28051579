import Foundation
import Pricing
import Testing

@testable import Logs

/// The scanner against Foundation's parser, on real lines and damaged ones.
///
/// Both accept and reject alike, but for what the limits of logs forbid and what Foundation lets
/// pass although RFC 8259 does not; `Difference` lists it.
@Suite("Scanner against JSONSerialization")
struct MutationTests {
    /// Why the scanner may refuse what Foundation takes, or take what Foundation refuses.
    private enum Difference {
        /// Half of a surrogate pair in an escape: bad in a log, repaired by Foundation.
        case loneSurrogate
        /// A comma before the end of an array or object, which Foundation lets pass.
        case trailingComma
        /// A number beyond the range of a double in a field that nobody reads.
        case hugeNumber

        init?(_ bad: BadLine, in line: [UInt8]) {
            let isAfterComma =
                bad.detail.hasPrefix(JSONFault.expectedValue.rawValue)
                || bad.detail.hasPrefix(JSONFault.expectedKey.rawValue)
            let place = bad.detail.split(separator: " ").last.flatMap { Int($0) } ?? .max
            let next = place <= line.count ? line[place - 1] : 0
            if bad.detail.hasPrefix(JSONFault.loneSurrogate.rawValue) {
                self = .loneSurrogate
            } else if isAfterComma && (next == UInt8(ascii: "]") || next == UInt8(ascii: "}")) {
                self = .trailingComma
            } else {
                return nil
            }
        }

        init?(_ value: JSONValue) {
            guard value.hasHugeNumber else { return nil }
            self = .hugeNumber
        }
    }

    private static let lines: [[UInt8]] = {
        let file = Places.fixtures.appending(path: "openai-pairs/pairs.jsonl")
        let pairs = (try? Data(contentsOf: file)) ?? Data()
        let short = pairs.split(separator: 0x0A).map { Array($0) }.filter { $0.count < 2500 }
        return short + Native.log(records: 8).map { Array($0.utf8) } + handmade
    }()

    private static let handmade = [
        #"{"a":[],"b":{},"c":[{}],"d":"\ud83d\ude00 \u00fc\\\"\/","e":-0.5e+10,"f":[true,false,null]}"#,
        #"{"ü":"日本語","":"","x":{"y":{"z":[[[["😀"]]]]}},"n":[0,-0,1.0,1E5,123456789012345678901]}"#,
        "{ \"a\" : 1 ,\t\"b\" : [ 1 , 2 ] , \"c\" : { } }\r",
    ].map { Array($0.utf8) }

    private static let alphabet: [UInt8] =
        Array(#"{}[]",:\ud8tfn0123456789.-+eE /"#.utf8)
        + [0x00, 0x09, 0x0D, 0x1F, 0x7F, 0x80, 0xA0, 0xBF, 0xC2, 0xED, 0xEF, 0xF0, 0xF4, 0xFF]

    /// Replaces, removes, inserts, doubles or moves a few bytes.
    private static func mutated(_ line: [UInt8], using generator: inout SplitMix) -> [UInt8] {
        var line = line
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let at = Int.random(in: 0..<line.count, using: &generator)
            let byte = alphabet.randomElement(using: &generator) ?? 0
            let end = min(line.count, at + Int.random(in: 1...12, using: &generator))
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: line[at] = byte
            case 1: line.insert(byte, at: at)
            case 2: line.remove(at: at)
            case 3: line.insert(contentsOf: Array(line[at..<end]), at: at)
            case 4: line.removeSubrange(at..<end)
            default: line[at] = line[at] ^ (1 << UInt8.random(in: 0..<8, using: &generator))
            }
            if line.isEmpty { line = [0x7B] }
        }
        return line.map { $0 == 0x0A ? 0x20 : $0 }
    }

    /// What the scanner says: nil where it takes the line.
    private static func scan(_ line: [UInt8]) -> (bad: BadLine?, value: JSONValue?) {
        let padded = line + [0x0A] + [UInt8](repeating: 0, count: JSONCursor.padding)
        return padded.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return (nil, nil) }
            var skipping = JSONCursor(at: start)
            var bad: BadLine?
            do throws(BadLine) {
                try skipping.skipValue()
                try skipping.endOfLine()
            } catch {
                bad = error
            }
            var building = JSONCursor(at: start)
            let value = try? JSONValue(&building)
            return (bad, value)
        }
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func mutations(seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        var (accepted, refused) = (0, 0)
        for line in Self.lines {
            for round in 0..<300 {
                let bytes = round == 0 ? line : Self.mutated(line, using: &generator)
                let (bad, value) = Self.scan(bytes)
                let reference = try? JSONSerialization.jsonObject(
                    with: Data(bytes), options: [.fragmentsAllowed])
                let text = String(decoding: bytes, as: UTF8.self)
                if let bad {
                    refused += 1
                    if reference != nil, Difference(bad, in: bytes) == nil {
                        Issue.record("seed \(seed): refused (\(bad.message)): \(text)")
                    }
                } else {
                    accepted += 1
                    let value = try #require(value, "seed \(seed): \(text)")
                    guard let reference else {
                        #expect(Difference(value) != nil, "seed \(seed): accepted: \(text)")
                        continue
                    }
                    #expect(value.difference(from: reference) == nil, "seed \(seed): \(text)")
                }
            }
        }
        #expect(accepted > 1000 && refused > 2000, "seed \(seed): \(accepted) and \(refused)")
    }

    /// A reader of whole records agrees with Foundation about damaged native records.
    @Test(arguments: [21, 22] as [UInt64])
    func nativeRecords(seed: UInt64) async throws {
        var generator = SplitMix(state: seed)
        var (accepted, refused) = (0, 0)
        for line in Native.log(records: 1000) {
            let bytes = Self.mutated(Array(line.utf8), using: &generator)
            let options = ReadingOptions { $0.format = .native }
            let fault = try await Reading.fault(of: bytes, .everything, options)
            let reference = try? JSONSerialization.jsonObject(with: Data(bytes))
            if fault == nil && !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
                accepted += 1
                let object = try #require(reference as? [String: Any], "seed \(seed)")
                let row = try #require(
                    try await Reading.of(bytes: [bytes], .everything, options).rows.first)
                #expect(row.model == object["model"] as? String)
                #expect(row.user == object["user"] as? String ?? "")
                #expect(row.tokens.input == (object["prompt_tokens"] as? NSNumber)?.uint64Value)
                #expect(
                    row.tokens.output == (object["completion_tokens"] as? NSNumber)?.uint64Value)
            } else {
                refused += 1
                let isGrammar = fault?.contains("not valid JSON") == true
                if isGrammar, reference is [String: Any] {
                    #expect(
                        fault?.contains(JSONFault.loneSurrogate.rawValue) == true,
                        "seed \(seed): \(fault ?? ""): \(String(decoding: bytes, as: UTF8.self))")
                }
            }
        }
        #expect(accepted > 40 && refused > 40, "seed \(seed): \(accepted) and \(refused)")
    }
}
