import ArgumentParser
import Foundation

/// The forms in which a list is written.
enum ListingFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
}

/// A document of JSON with sorted keys, ended by a newline.
enum ListingJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
