import Documents
import Foundation
import Testing

@Suite struct `A document` {
    let prices = """
        prices: mine   # a comment
        models:
          - id: a
            input: 0.42
            tags: {on: yes, empty: ~}
          - id: "123"
        """

    @Test func `knows the place of every value`() throws {
        let root = try Document(text: prices, name: "prices.yaml").root
        let models = try root.fields(["prices", "models"]).required("models").list()
        let first = try models[0].entries()
        #expect(first.map(\.key) == ["id", "input", "tags"])
        #expect(first[1].value.place.description == "prices.yaml:4: models[0].input")
        #expect(try first[1].value.decimal() == DecimalNumber("0.42"))
        #expect(try first[2].value.entries()[0].value.string() == "yes")
        #expect(try first[2].value.entries()[1].value.isNull)
        #expect(try models[1].entries()[0].value.string() == "123")
    }

    @Test func `may be JSON`() throws {
        let text = #"{"a": {"b.c": [1, 2.50, true, null, "x"]}}"#
        let root = try Document(text: text, name: "x.json").root
        let list = try root.entries()[0].value.entries()[0].value.list()
        #expect(list[1].place.description == #"x.json:1: a["b.c"][1]"#)
        #expect(try list[0].integer() == 1)
        #expect(try list[1].decimal().description == "2.5")
        #expect(try list[2].boolean())
        #expect(list[3].isNull)
    }

    @Test(arguments: [
        (#"{"a": "\u00e9\ud83d\ude00\"\\\/\b\n"}"#, "é😀\"\\/\u{8}\n"),
        (#"{"a": -0.5E+3}"#, "-0.5E+3"), (#"{"a":1e-07}"#, "1e-07"), (#"{"a": true}"#, "true"),
        (#"{"a": ""}"#, ""),
    ])
    func `in JSON keeps each value as it was written`(text: String, value: String) throws {
        #expect(try Document(text: text, name: "x").root.entries()[0].value.string() == value)
    }

    @Test(arguments: [
        ("{\"a\": 1,\n\"b\": 2,\n\"a\": 3}", "f:3: the document has the key \"a\" more than once"),
        ("{\"a\": {\"b\": 1, \"b\": 2}}", "f:1: the document has the key \"b\" more than once"),
        ("{\"a\": 1", "f:2: the document is not valid YAML: "),
        ("{\"a\": \"x}", "f:1: the document is not valid YAML: "),
        ("{\"a\": 1} {}", "f:1: the document "),
    ])
    func `in JSON is refused with its line`(text: String, message: String) {
        let error = failure { () throws(DocumentError) in try Document(text: text, name: "f") }
        #expect(error.hasPrefix(message), "\(error)")
    }

    @Test(arguments: ["{a: 1}", #"{"a": 1,}"#, #"{"a": 01}"#, "{\"a\": 1} # one"])
    func `that is almost JSON is read as YAML`(text: String) throws {
        #expect(try Document(text: text, name: "f").root.entries().map(\.key) == ["a"])
    }

    @Test func `may begin with a byte order mark and end its lines as Windows does`() throws {
        let root = try Document(text: "\u{FEFF}a: 1\r\nb: 2\r\n", name: "x").root
        #expect(try root.entries().map(\.key) == ["a", "b"])
        #expect(try root.entries()[1].value.place.line == 2)
    }

    @Test func `has the hash of its bytes`() throws {
        let document = try Document(text: "a: ä\n", name: "x")
        #expect(
            document.sha256 == "615b91c3db4d377f45a69f201e4278da083a18ae28f78e24a86df269d455deaa")
    }

    @Test(arguments: [
        ("a: 1\nb: [1, 2\n", "f:3: the document is not valid YAML: "),
        ("a: 1\nb: 2\na: 3\n", "f:1: the document has the key \"a\" more than once in one mapping"),
        ("x: 1\nm:\n  b: 2\n  b: 2\n", "f:3: the document has the key \"b\" more than once"),
        ("a: 1\n---\nb: 2\n", "f:2: the document holds a second document; expected one"),
        ("", "f:1: the document is empty"),
        ("# only a comment\n", "f:1: the document is empty"),
        ("a: 1\nb: \u{1}\n", "f:2: the document is not valid YAML: "),
        ("a: *none\n", "f:1: the document is not valid YAML: found undefined alias"),
        ("? [a, b]\n: 1\n", "f:1: the document has a key that is not a text"),
        ("\t- a", "f:1: the document is not valid YAML: "),
    ])
    func `that is malformed is refused with its line`(text: String, message: String) {
        let error = failure { () throws(DocumentError) in try Document(text: text, name: "f") }
        #expect(error.hasPrefix(message), "\(error)")
        #expect(!error.contains("\n"))
    }

    @Test(arguments: ["[", "- ", "{a: "])
    func `nested too deeply is refused`(opening: String) {
        for depth in [129, 50_000] {
            let text = String(repeating: opening, count: depth)
            let closing =
                opening == "- " ? "x" : String(repeating: opening == "[" ? "]" : "}", count: depth)
            let error = failure { () throws(DocumentError) in
                try Document(text: text + closing, name: "f")
            }
            #expect(error.contains("deep") || error.contains("nesting"), "\(error)")
        }
    }

    @Test func `whose aliases multiply is refused`() {
        let lines = (1...30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }
        let text = (["a0: &a0 [x]"] + lines).joined(separator: "\n")
        let error = failure { () throws(DocumentError) in try Document(text: text, name: "f") }
        #expect(error.contains("is one value too many; the limit is 1,000,000"), "\(error)")
    }
}

/// The description of the error that a body is expected to throw.
func failure<T>(_ body: () throws(DocumentError) -> T) -> String {
    do {
        _ = try body()
        return "no error"
    } catch {
        return error.description
    }
}
