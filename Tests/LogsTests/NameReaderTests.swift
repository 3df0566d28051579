import Calls
import Testing

@testable import Logs

@Suite("Names met before")
struct NameReaderTests {
    @Test func `names of any length that differ in one byte`() throws {
        let names = NameTable()
        var reader = NameReader(names)
        let texts = (0...40).flatMap { count in
            let same = String(repeating: "n", count: count)
            return [same, "a" + same, same + "a", same + "a" + same]
        }
        for _ in 0..<3 {
            for text in texts {
                let id = Line("\"\(text)\",\"n").read { cursor throws(BadLine) in
                    reader.id(try cursor.text())
                }
                #expect(names.name(try id.get()) == text)
            }
        }
    }

    /// A value that is no string counts as it is written; its first bytes may look like a name
    /// with the quote behind it.
    @Test func `tags that are strings and tags that are not`() throws {
        // Many, so that some are looked for in the place of the string before them.
        let objects = (0..<300).flatMap { [#""{""#, #"{"x":\#($0)}"#] }
        let values =
            objects + [#""[""#, #"["a"]"#, "1", #""1""#, "true", #""true""#, #""""#, "null"]
        let names = NameTable()
        var tags = TagReader("tags", demand: Demand(tags: ["k"]), names: names)
        for _ in 0..<3 {
            for value in values {
                let id = Line("{\"k\":\(value)}").read { cursor throws(BadLine) in
                    var ids = [NameID.none]
                    try tags.read(&cursor, into: &ids)
                    return ids[0]
                }
                let isString = value.hasPrefix("\"")
                let expected = isString ? String(value.dropFirst().dropLast()) : value
                #expect(names.name(try id.get()) == (value == "null" ? "" : expected))
            }
        }
    }
}
