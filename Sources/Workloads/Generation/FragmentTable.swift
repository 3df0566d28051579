/// A piece of a record that is written again and again.
struct FragmentID: Hashable, Sendable {
    /// Position in the table.
    let rawValue: UInt32

    /// The record lacks it.
    static let none = FragmentID(rawValue: 0)
}

/// Members of JSON objects, written once: `,"model":"gpt-4.1"`.
struct FragmentTable: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    private var places: [String: FragmentID] = ["": .none]
    /// The length of the longest one.
    private(set) var longest = 0

    /// A member whose value is a text.
    ///
    /// - Parameters:
    ///   - name: The member's name.
    ///   - text: The value; without any there is no member.
    ///   - isOpen: Whether the closing quote is left out, so that more can follow.
    /// - Returns: The same id for the same member, always.
    mutating func member(_ name: String, _ text: String, isOpen: Bool = false) -> FragmentID {
        guard !text.isEmpty else { return .none }
        return add(",\"\(name)\":" + String(JSONText.quoted(text).dropLast(isOpen ? 1 : 0)))
    }

    /// The member `tags`.
    mutating func tags(_ tags: [(key: String, value: String)]) -> FragmentID {
        guard !tags.isEmpty else { return .none }
        let members = tags.map { "\(JSONText.quoted($0.key)):\(JSONText.quoted($0.value))" }
        return add(",\"tags\":{\(members.joined(separator: ","))}")
    }

    private mutating func add(_ text: String) -> FragmentID {
        if let known = places[text] { return known }
        let id = FragmentID(rawValue: UInt32(ends.count))
        places[text] = id
        bytes += text.utf8
        longest = max(longest, bytes.count - ends[ends.count - 1])
        ends.append(bytes.count)
        return id
    }

    /// Lends the bytes of a fragment.
    @inline(__always)
    func withBytes(_ id: FragmentID, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let place = Int(id.rawValue)
        guard place > 0 else { return }
        bytes.withUnsafeBufferPointer { all in
            body(UnsafeBufferPointer(rebasing: all[ends[place - 1]..<ends[place]]))
        }
    }
}

/// Texts as JSON.
enum JSONText {
    /// The text in quotes, with what JSON does not allow in them escaped.
    static func quoted(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "\"") { quoted, scalar in
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        } + "\""
    }
}
