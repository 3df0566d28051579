import Foundation

/// A JSON value, so that a result is written down in the shape of its schema, nulls included.
indirect enum JSONValue: Encodable, Equatable {
    case null
    case string(String)
    case count(UInt64)
    case boolean(Bool)
    case array([JSONValue])
    case object([String: JSONValue])

    init(_ text: String?) { self = text.map { .string($0) } ?? .null }

    /// An estimate as a decimal string; null where there is none.
    static func estimate(_ value: Double?, decimals: Int) -> JSONValue {
        JSONValue(value.flatMap { Numbers.plain($0, decimals: decimals) })
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .string(let text): try container.encode(text)
        case .count(let count): try container.encode(count)
        case .boolean(let value): try container.encode(value)
        case .array(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }

    /// The value with sorted keys, each member on a line of its own, ended by a newline.
    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
