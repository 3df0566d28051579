@testable import Logs

/// Something that reads logs, and what must be true of it whatever the log.
///
/// `make fuzz` and the tests check the same.
enum PropertyTarget: Hashable {
    case scanner
    case rowsOfCSV
    /// A log whose format is told by its shape, by way of what opens inputs.
    case detected
    /// A log that was said to have this format.
    case format(LogFormat)
    /// The format whose prompts may share blocks, when that is asked for.
    case sharedPrefixes

    static let all: [PropertyTarget] =
        [.scanner, .rowsOfCSV, .detected, .sharedPrefixes] + LogFormat.allCases.map { .format($0) }

    var name: String {
        switch self {
        case .scanner: "scanner"
        case .rowsOfCSV: "csv-rows"
        case .detected: "detected"
        case .format(let format): format.rawValue
        case .sharedPrefixes: "shared-prefixes"
        }
    }

    /// What is wrong with how it reads these bytes, in one line; nil where nothing is.
    func fault(in bytes: [UInt8]) -> String? {
        switch self {
        case .scanner: ScannerProperty.fault(in: bytes)
        case .rowsOfCSV: CSVProperty.fault(in: bytes)
        case .detected: ReadingProperty(format: nil).fault(in: bytes)
        case .format(let format): ReadingProperty(format: format).fault(in: bytes)
        case .sharedPrefixes:
            ReadingProperty(format: .mooncake, sharesPrefixes: true).fault(in: bytes)
        }
    }
}

extension PropertyTarget {
    /// An input of a fuzzer: one byte that picks the target, then the log.
    init?(fuzzed input: UnsafeBufferPointer<UInt8>) {
        guard let first = input.first else { return nil }
        self = Self.all[Int(first) % Self.all.count]
    }

    /// The byte that picks this target; a letter, so that inputs can be looked at.
    var pick: UInt8? {
        let index = Self.all.firstIndex(of: self)
        return (UInt8(ascii: "A")...UInt8(ascii: "z")).first { Int($0) % Self.all.count == index }
    }
}
