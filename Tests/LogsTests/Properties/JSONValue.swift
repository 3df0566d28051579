import Foundation

@testable import Logs

/// A whole value built by way of the cursor, to be compared with Foundation's.
enum JSONValue {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(_ cursor: inout JSONCursor) throws(BadLine) {
        cursor.skipSpace()
        switch cursor.at.pointee {
        case UInt8(ascii: "\""): self = .string(try cursor.text().string)
        case UInt8(ascii: "{"): self = .object(try Self.members(&cursor))
        case UInt8(ascii: "["): self = .list(try Self.elements(&cursor))
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            self = .boolean(try cursor.optionalBoolean("value") ?? false)
        case UInt8(ascii: "n"):
            guard cursor.takeNull() else { throw cursor.bad(.expectedValue) }
            self = .null
        default: self = .number(String(decoding: try cursor.number(), as: UTF8.self))
        }
    }

    private static func members(
        _ cursor: inout JSONCursor
    ) throws(BadLine) -> [String: JSONValue] {
        try cursor.openObject()
        var members: [String: JSONValue] = [:]
        var isFirst = true
        while try cursor.nextMember(isFirst: isFirst) {
            isFirst = false
            let key = try cursor.text().string
            try cursor.colon()
            members[key] = try JSONValue(&cursor)
        }
        return members
    }

    private static func elements(_ cursor: inout JSONCursor) throws(BadLine) -> [JSONValue] {
        guard try cursor.openArray() else { throw cursor.bad(.expectedValue) }
        var elements: [JSONValue] = []
        var isFirst = true
        while try cursor.nextElement(isFirst: isFirst) {
            isFirst = false
            elements.append(try JSONValue(&cursor))
        }
        return elements
    }

    /// Where Foundation's value differs, as a path; nil where it does not.
    func difference(from reference: Any) -> String? {
        switch self {
        case .null: return reference is NSNull ? nil : " is null"
        case .boolean(let value): return (reference as? Bool) == value ? nil : " is \(value)"
        case .number(let text):
            // Foundation may miss the last of seventeen digits.
            let (number, value) = (
                (reference as? NSNumber)?.doubleValue ?? .nan, Double(text) ?? .nan
            )
            return abs(number - value) <= 1e-14 * abs(value) ? nil : " is \(text)"
        case .string(let value):
            let bytes = (reference as? String).map { Array($0.utf8) }
            return bytes == Array(value.utf8) ? nil : " is \"\(value)\""
        case .list(let values):
            guard let list = reference as? [Any], list.count == values.count else {
                return " has \(values.count) elements"
            }
            return zip(values, list).enumerated().lazy.compactMap { index, pair in
                pair.0.difference(from: pair.1).map { "[\(index)]\($0)" }
            }.first
        case .object(let members):
            guard let object = reference as? [String: Any], object.count == members.count else {
                return " has \(members.count) members"
            }
            return members.lazy.compactMap { key, value in
                value.difference(from: object[key] ?? ()).map { ".\(key)\($0)" }
            }.first
        }
    }

    /// Whether a number in it lies beyond the range of a double.
    var hasHugeNumber: Bool {
        switch self {
        case .number(let text):
            let isZero = text.prefix { $0 != "e" && $0 != "E" }.allSatisfy { "-0.".contains($0) }
            return Double(text)?.isInfinite != false || (Double(text) == 0 && !isZero)
        case .list(let values): return values.contains { $0.hasHugeNumber }
        case .object(let members): return members.values.contains { $0.hasHugeNumber }
        default: return false
        }
    }
}
