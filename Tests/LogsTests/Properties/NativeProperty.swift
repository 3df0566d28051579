import Calls
import Foundation
import Pricing

@testable import Logs

/// Native records against what Foundation finds in them.
enum NativeProperty {
    /// What is wrong with a row made of this line; nil where nothing is.
    static func fault(ofReading line: [UInt8], as row: Row) -> String? {
        guard let object = object(line) else {
            guard case .success(let value) = ScannerProperty.scan(line.dropLast()),
                ScannerProperty.Difference(accepted: value) != nil
            else { return "read, but Foundation finds no object" }
            return nil
        }
        let values = NativeValues(object)
        return values.textFault(row) ?? values.countFault(row) ?? values.timeFault(row)
            ?? values.costFault(row)
    }

    /// What is wrong with refusing this line; nil where nothing is.
    static func fault(ofRefusing line: [UInt8], because reason: String) -> String? {
        guard reason != BadLine.invalidJSON, let object = object(line) else { return nil }
        let field = String(reason.prefix { $0 != " " })
        let written = written(field, in: line)
        // Of repeated keys Foundation takes the last, and of digits no more than a double has.
        guard written.count <= 1, (written.first?.count ?? 0) < 17 || object[field] is String
        else { return nil }
        let value = object[field].flatMap { $0 is NSNull ? nil : $0 }
        let isRight =
            switch reason.dropFirst(field.count) {
            case " is missing": value == nil || value as? String == ""
            case " is not a string": value != nil && !(value is String)
            case " is not an object": value != nil && !(value is [String: Any])
            case let expected where expected.hasPrefix(" is not a whole number"):
                NativeValues.count(value) == nil
            default: true
            }
        return isRight ? nil : "refused because \(reason), which is not so"
    }

    /// The values of a key of the record, as they are written.
    private static func written(_ key: String, in line: [UInt8]) -> [[UInt8]] {
        line.withLines { start in
            var cursor = JSONCursor(at: start)
            var values: [[UInt8]] = []
            var isFirst = true
            try? cursor.openObject()
            while (try? cursor.nextMember(isFirst: isFirst)) == true {
                isFirst = false
                let name = try? cursor.text().string
                guard (try? cursor.colon()) != nil else { break }
                cursor.skipSpace()
                let value = cursor.at
                guard (try? cursor.skipValue()) != nil else { break }
                guard name == key else { continue }
                values.append(
                    Array(UnsafeBufferPointer(start: value, count: cursor.at - value)))
            }
            return values
        }
    }

    private static func object(_ line: [UInt8]) -> [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any]
    }
}

/// The values of a native record by Foundation.
struct NativeValues {
    private let object: [String: Any]

    init(_ object: [String: Any]) { self.object = object }

    /// A whole number from 0 to 2⁴⁸ − 1.
    static func count(_ value: Any?) -> Int64? {
        guard let number = (value as? NSNumber)?.doubleValue, number >= 0,
            number < Double(JSONCursor.countLimit), number == number.rounded()
        else { return nil }
        return Int64(number)
    }

    private func text(_ key: String) -> String { object[key] as? String ?? "" }
    private func count(_ key: String) -> Int64? { Self.count(object[key]) }

    func textFault(_ row: Row) -> String? {
        let tags = object["tags"] as? [String: Any]
        let pairs = [
            ("model", row.model, text("model")),
            ("served_model", row.servedModel, text("served_model")),
            ("service_tier", row.serviceTier, text("service_tier")),
            ("user", row.user, text("user")), ("team", row.team, text("team")),
            ("session", row.session, text("session")),
        ]
        for (key, found, expected) in pairs where Array(found.utf8) != Array(expected.utf8) {
            return "\(key) is \(expected), read as \(found)"
        }
        if let tag = tags?["env"] as? String, row.tags.first != tag { return "another tag" }
        guard let system = object["system"] as? String else { return nil }
        return row.texts[0] == .init(Array(system.utf8).contains(Array("komplexe Analyse".utf8)))
            ? nil : "system is searched wrongly"
    }

    func countFault(_ row: Row) -> String? {
        let (tokens, isKnown) = (row.tokens, row.usage == .known)
        let prompt = tokens.input + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h
        var pairs: [(String, Int64?)] = [
            ("content_length", row.contentLength), ("message_count", row.messageCount),
            ("max_tokens", row.maxTokens),
        ]
        if isKnown {
            pairs += [
                ("prompt_tokens", Int64(prompt)), ("completion_tokens", Int64(tokens.output)),
            ]
        } else if count("prompt_tokens") != nil && count("completion_tokens") != nil {
            return "the usage is told, but \(row.usage)"
        }
        for (key, found) in pairs where count(key) != found {
            return "\(key) is \(shown(count(key))), read as \(shown(found))"
        }
        let parts = [
            ("cached_tokens", tokens.cacheRead), ("reasoning_tokens", tokens.reasoning),
            ("cache_write_tokens", tokens.cacheWrite5m + tokens.cacheWrite1h),
            ("cache_write_1h_tokens", tokens.cacheWrite1h),
        ]
        for (key, found) in parts where isKnown && count(key) ?? 0 != Int64(found) {
            return "\(key) is \(shown(count(key))), read as \(found)"
        }
        let isError = (count("status") ?? 0) >= 400
        return isError && !row.isFailed ? "the status is no failure" : nil
    }

    private func shown(_ count: Int64?) -> String { count.map { "\($0)" } ?? "nothing" }

    /// By the system's calendar.
    func timeFault(_ row: Row) -> String? {
        let written = Array(text("ts").utf8)
        guard written.count >= 20 else { return "the time has \(written.count) bytes" }
        func number(_ range: Range<Int>) -> Int32 {
            Int32(String(decoding: written[range], as: UTF8.self)) ?? -1
        }
        var parts = tm()
        (parts.tm_year, parts.tm_mon) = (number(0..<4) - 1900, number(5..<7) - 1)
        (parts.tm_mday, parts.tm_hour) = (number(8..<10), number(11..<13))
        (parts.tm_min, parts.tm_sec) = (number(14..<16), number(17..<19))
        var seconds = timegm(&parts)
        if written.last != UInt8(ascii: "Z") && written.last != UInt8(ascii: "z") {
            let end = written.count
            let offset = Int(number(end - 5..<end - 3)) * 3600 + Int(number(end - 2..<end)) * 60
            seconds -= written[end - 6] == UInt8(ascii: "-") ? -offset : offset
        }
        gmtime_r(&seconds, &parts)
        var shown = [CChar](repeating: 0, count: 32)
        strftime(&shown, shown.count, "%Y-%m-%dT%H:%M:%S", &parts)
        let expected = shown.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        guard Array(row.time.utf8.prefix(19)) == expected else {
            return
                "the time is read as \(row.time), expected \(String(decoding: expected, as: UTF8.self))"
        }
        let fraction = written[19] == UInt8(ascii: ".") ? written[20...] : []
        let digits = fraction.prefix { (0x30...0x39).contains($0) }.prefix(9)
        let found = row.time.utf8.dropFirst(20).dropLast()
        return Self.trimmed(Array(digits)) == Self.trimmed(Array(found))
            ? nil : "the fraction of the time is read as \(row.time)"
    }

    private static func trimmed(_ digits: [UInt8]) -> [UInt8] {
        Array(digits.reversed().drop { $0 == 0x30 }.reversed())
    }

    func costFault(_ row: Row) -> String? {
        let written = object["cost_usd"]
        let expected =
            (written as? NSNumber)?.doubleValue ?? (written as? String).flatMap(Double.init)
        guard let cost = row.cost else { return written is NSNumber ? "the cost is not read" : nil }
        let found = Double(cost.attos) / 1e18
        guard let expected, abs(found - expected) <= 1e-12 * abs(expected) + 1e-18 else {
            return "the cost is read as \(found)"
        }
        return nil
    }
}
