import Foundation

@testable import Logs

/// The scanner against Foundation's parser: both accept and reject alike and read the same values,
/// but for what the limits of logs forbid and what Foundation lets pass although RFC 8259 does not;
/// `Difference` lists it.
enum ScannerProperty {
    /// Why the scanner may refuse what Foundation takes, or take what Foundation refuses.
    enum Difference {
        /// Half of a surrogate pair in an escape: bad in a log, repaired by Foundation.
        case loneSurrogate
        /// A comma before the end of an array or object, which Foundation lets pass.
        case trailingComma
        /// A number beyond the range of a double in a field that nobody reads.
        case hugeNumber
        /// More nesting than logs may have.
        case depth
        /// A byte order mark, which is taken off a file before its lines are read.
        case byteOrderMark
        /// A zero among the first four bytes, by which Foundation tells UTF-16 and UTF-32.
        case wideCharacters

        init?(refused bad: BadLine, in line: [UInt8]) {
            let isAfterComma =
                bad.detail.hasPrefix(JSONFault.expectedValue.rawValue)
                || bad.detail.hasPrefix(JSONFault.expectedKey.rawValue)
            let place = bad.detail.split(separator: " ").last.flatMap { Int($0) } ?? .max
            let next = place <= line.count ? line[place - 1] : 0
            if bad.detail.hasPrefix(JSONFault.loneSurrogate.rawValue) {
                self = .loneSurrogate
            } else if bad.detail.hasPrefix(JSONFault.tooDeep.rawValue) {
                self = .depth
            } else if isAfterComma && (next == UInt8(ascii: "]") || next == UInt8(ascii: "}")) {
                self = .trailingComma
            } else if line.starts(with: [0xEF, 0xBB, 0xBF]) {
                self = .byteOrderMark
            } else if line.prefix(4).contains(0) || line.starts(with: [0xFE, 0xFF])
                || line.starts(with: [0xFF, 0xFE])
            {
                self = .wideCharacters
            } else {
                return nil
            }
        }

        init?(accepted value: JSONValue) {
            guard value.hasHugeNumber else { return nil }
            self = .hugeNumber
        }
    }

    /// What the scanner says about a line: the fault for which it refuses it, or the value.
    static func scan(_ line: [UInt8]) -> Result<JSONValue, BadLine> {
        line.withLines { start in
            var skipping = JSONCursor(at: start)
            var building = JSONCursor(at: start)
            do throws(BadLine) {
                try skipping.skipValue()
                try skipping.endOfLine()
                return .success(try JSONValue(&building))
            } catch {
                return .failure(error)
            }
        }
    }

    static func fault(in bytes: [UInt8]) -> String? {
        let line = Array(bytes.prefix { $0 != UInt8(ascii: "\n") })
        let reference = try? JSONSerialization.jsonObject(
            with: Data(line), options: [.fragmentsAllowed])
        switch scan(line) {
        case .failure(let bad):
            if reference == nil || Difference(refused: bad, in: line) != nil { return nil }
            return "refused, which Foundation takes: \(bad.message)"
        case .success(let value):
            if let reference { return value.difference(from: reference).map { "the value\($0)" } }
            return Difference(accepted: value) == nil ? "taken, which Foundation refuses" : nil
        }
    }
}
