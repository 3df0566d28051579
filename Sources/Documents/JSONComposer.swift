/// Turns JSON into nodes, for the long lists that no YAML parser reads in time.
///
/// What is not JSON to the letter is left to the YAML parser, which knows more and says what is
/// wrong.
struct JSONComposer {
    /// Why a text gives no nodes.
    enum Failure: Error {
        /// It is no JSON.
        case notJSON
        /// It is JSON with a fault that the YAML parser would find as well.
        case fault(DocumentError)
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var line = 1
    private var budget: NodeBudget

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        budget = NodeBudget()
    }

    /// The outermost value of a JSON object; nil where the text is anything else.
    static func root(of text: String, name: String) throws(DocumentError) -> Node? {
        do {
            return try Array(text.utf8).withUnsafeBufferPointer { bytes throws(Failure) in
                var composer = JSONComposer(bytes)
                return try composer.document(name)
            }
        } catch {
            guard case .fault(let fault) = error else { return nil }
            throw fault
        }
    }

    private mutating func document(_ name: String) throws(Failure) -> Node {
        skipBlanks()
        guard peek == UInt8(ascii: "{") else { throw .notJSON }
        let root = try value(at: Place(file: name, line: line), depth: 1)
        skipBlanks()
        guard position == bytes.count else { throw .notJSON }
        return root
    }

    private mutating func value(at place: Place, depth: Int) throws(Failure) -> Node {
        do {
            try budget.spend(at: place, depth: depth)
        } catch {
            throw .fault(error)
        }
        let content: Node.Content =
            switch peek {
            case UInt8(ascii: "{"): .mapping(try members(of: place, depth: depth))
            case UInt8(ascii: "["): .list(try elements(of: place, depth: depth))
            case UInt8(ascii: "\""): .scalar(try string(), isQuoted: true)
            default: try word()
            }
        return Node(content: content, place: place)
    }

    private mutating func members(of place: Place, depth: Int) throws(Failure) -> [Node.Entry] {
        var entries: [Node.Entry] = []
        var names: Set<[UInt8]> = []  // texts are equal where their bytes are not
        position += 1
        skipBlanks()
        if take(UInt8(ascii: "}")) { return [] }
        repeat {
            skipBlanks()
            guard peek == UInt8(ascii: "\"") else { throw .notJSON }
            let keyLine = line
            let name = try string()
            guard names.insert(Array(name.utf8)).inserted else {
                throw .fault(
                    DocumentError(
                        place: Place(file: place.file, line: keyLine),
                        message: "has the key \(quoted(name)) more than once in one mapping"))
            }
            let keyPlace = place.member(name, line: keyLine)
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw .notJSON }
            skipBlanks()
            let valuePlace = line == keyLine ? keyPlace : place.member(name, line: line)
            entries.append((name, keyPlace, try value(at: valuePlace, depth: depth + 1)))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw .notJSON }
        return entries
    }

    private mutating func elements(of place: Place, depth: Int) throws(Failure) -> [Node] {
        var nodes: [Node] = []
        position += 1
        skipBlanks()
        if take(UInt8(ascii: "]")) { return [] }
        repeat {
            skipBlanks()
            let place = place.element(nodes.count, line: line)
            nodes.append(try value(at: place, depth: depth + 1))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw .notJSON }
        return nodes
    }

    /// A number, `true`, `false` or `null`, kept as it was written.
    private mutating func word() throws(Failure) -> Node.Content {
        let start = position
        while let byte = peek, !Self.ends.contains(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        switch text {
        case "null": return .null
        case "true", "false": return .scalar(text, isQuoted: false)
        default:
            guard isNumber(start..<position) else { throw .notJSON }
            return .scalar(text, isQuoted: false)
        }
    }

    private static let ends: Set<UInt8> = Set(" \t\r\n,]}:{[\"".utf8)

    /// Whether bytes are a number by the grammar of JSON.
    private func isNumber(_ range: Range<Int>) -> Bool {
        var rest = bytes[range]
        func digits() -> Int {
            let count = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !startsWithZero || whole == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
        }
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
                rest = rest.dropFirst()
            }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            default: return
            }
            position += 1
        }
    }
}

extension JSONComposer {
    /// A text in quotes; what is escaped is unescaped.
    private mutating func string() throws(Failure) -> String {
        position += 1
        let start = position
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            guard byte >= 0x20 else { throw .notJSON }
            position += 1
        }
        if peek == UInt8(ascii: "\"") {
            defer { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        return try escapedString(from: start)
    }

    private mutating func escapedString(from start: Int) throws(Failure) -> String {
        var text = Array(bytes[start..<position])
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escape().utf8
            case ..<0x20: throw .notJSON
            default: text.append(byte)
            }
        }
        throw .notJSON
    }

    private mutating func escape() throws(Failure) -> String {
        guard let byte = peek else { throw .notJSON }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return String(UnicodeScalar(byte))
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try scalar()
        default: throw .notJSON
        }
    }

    /// The character of `\u` and four digits, or of two such in a row.
    private mutating func scalar() throws(Failure) -> String {
        let first = try codeUnit()
        guard UTF16.isLeadSurrogate(first) else {
            guard let scalar = UnicodeScalar(first) else { throw .notJSON }
            return String(Character(scalar))
        }
        guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw .notJSON }
        let second = try codeUnit()
        guard UTF16.isTrailSurrogate(second) else { throw .notJSON }
        return String(decoding: [first, second], as: UTF16.self)
    }

    private mutating func codeUnit() throws(Failure) -> UInt16 {
        guard position + 4 <= bytes.count else { throw .notJSON }
        let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
        guard digits.utf8.allSatisfy({ UInt8(ascii: "+") != $0 && UInt8(ascii: "-") != $0 }),
            let unit = UInt16(digits, radix: 16)
        else { throw .notJSON }
        position += 4
        return unit
    }
}
