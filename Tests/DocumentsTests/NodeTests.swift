import Documents
import Testing

@Suite struct `A value of a document` {
    @Test(arguments: [
        ("v: abc", "decimal", "is \"abc\"; expected a decimal number such as \"0.42\""),
        ("v: [1]", "decimal", "is a list; expected a decimal number such as \"0.42\""),
        ("v: 1.5", "integer", "is \"1.5\"; expected a whole number such as 80"),
        ("v: yes", "boolean", "is \"yes\"; expected true or false"),
        ("v: \"true\"", "boolean", "is \"true\"; expected true or false"),
        ("v: {}", "string", "is a mapping; expected a text"),
        ("v:", "string", "is empty; expected a text"),
        ("v: x", "list", "is \"x\"; expected a list"),
        ("v: x", "entries", "is \"x\"; expected a mapping of keys to values"),
    ])
    func `of the wrong kind is named with what was expected`(
        text: String, kind: String, message: String
    ) throws {
        let node = try Document(text: text, name: "f").root.entries()[0].value
        let error = failure { () throws(DocumentError) in try node.read(as: kind) }
        #expect(error == "f:1: v \(message)")
    }

    @Test func `is shown on one line that fits a terminal`() throws {
        let text = #"v: "a\nb\ec\u2028 \#(String(repeating: "x", count: 80))""#
        let node = try Document(text: text, name: "f").root.entries()[0].value
        let shown = "a b c  " + String(repeating: "x", count: 53)
        let error = failure { () throws(DocumentError) in try node.list() }
        #expect(error == "f:1: v is \"\(shown)…\"; expected a list")
    }

    @Test func `is optional where it is absent or null`() throws {
        let root = try Document(text: "a: ~\nb: 1", name: "f").root
        let fields = try root.fields(["a", "b", "c"])
        #expect(fields.optional("a")?.place == nil)
        #expect(try fields.optional("b")?.integer() == 1)
        #expect(fields.optional("c")?.place == nil)
        let error = failure { () throws(DocumentError) in try fields.required("a") }
        #expect(error == "f:1: the document has no value for \"a\", which is required")
    }

    @Test func `under an unknown key is refused at the key's line`() throws {
        let root = try Document(text: "input: 1\noutptu: 2", name: "f").root
        let error = failure { () throws(DocumentError) in try root.fields(["input", "output"]) }
        #expect(
            error
                == "f:2: outptu is not a known key; expected one of input, output; "
                + "did you mean \"output\"?")
    }
}

extension Node {
    fileprivate func read(as kind: String) throws(DocumentError) {
        switch kind {
        case "decimal": _ = try decimal()
        case "integer": _ = try integer()
        case "boolean": _ = try boolean()
        case "string": _ = try string()
        case "list": _ = try list()
        default: _ = try entries()
        }
    }
}
