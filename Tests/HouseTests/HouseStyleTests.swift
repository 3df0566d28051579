import Testing

/// A fault that is planted, and where; or one that only looks like it.
struct Planted: Sendable, CustomTestStringConvertible {
    var path: String
    var text: String
    var message: String?

    init(_ path: String, _ text: String, _ message: String? = nil) {
        (self.path, self.text, self.message) = (path, text, message)
    }

    var testDescription: String { "\(path): \(text.prefix { !$0.isNewline })" }
}

@Suite struct HouseStyleTests {
    @Test(arguments: [
        Planted("Sources/Calls/A.swift", "// TODO later", "unfinished work"),
        Planted("Sources/CScan/a.c", "/* FIXME */", "unfinished work"),
        Planted("Sources/Calls/A.swift", "let a = try! b()", "ends the program"),
        Planted("Sources/Calls/A.swift", "let a = b as! Int", "ends the program"),
        Planted("Sources/Calls/A.swift", #"fatalError("no")"#, "ends the program"),
        Planted("Sources/Calls/A.swift", "static var a = 1", "stored static var"),
        Planted("Sources/Calls/A.swift", "    public static var a: Int", "stored static var"),
        Planted("Sources/Calls/A.swift", "static var a: Int = { 1 }()", "stored static var"),
        Planted("Sources/Calls/A.swift", "public enum Calls {", "type with its module's name"),
        Planted("Sources/Pricing/A.swift", "init(_ x: Double)", "binary fraction in Pricing"),
        Planted("Sources/Pricing/Deep/A.swift", "let x: Float32", "binary fraction in Pricing"),
        Planted("Sources/Utils/A.swift", "let a = 1", "Utils says nothing"),
        Planted("Tests/CallsTests/A.swift", "\tlet a = 1", "tab"),
        Planted("Scripts/setup", "\techo", "tab"),
        Planted("README.md", "see /" + "work/main", "path of one machine"),
        Planted("Makefile", "cp a '/" + "tmp'", "path of one machine"),
        Planted("Fixtures/a/log.jsonl", "\"file:///" + "root/x\"", "path of one machine"),
        Planted(
            "Tests/CallsTests/A.swift", String(repeating: "\n", count: 501),
            "more than 500 lines"),
    ])
    func plantedFaultIsFound(_ planted: Planted) {
        let file = SourceFile(path: planted.path, text: planted.text)
        #expect(HouseStyle.findings(in: file).map(\.message) == [planted.message])
    }

    @Test(arguments: [
        Planted("Sources/Calls/A.swift", "let a = try? b() as? Int"),
        Planted("Sources/Calls/A.swift", "static var a: Int { 1 }"),
        Planted("Sources/Calls/A.swift", "static var a: [Int] { b == c }"),
        Planted("Sources/Calls/A.swift", "static let a = 1  // not a static var = 2"),
        Planted("Sources/Calls/A.swift", "struct CallsOfADay {"),
        Planted("Sources/Logs/A.swift", "let seconds: Double"),
        Planted("Sources/Pricing/A.swift", "/// No `Double` is money."),
        Planted("README.md", "https://example.com/" + "work, team/" + "home, ./" + "tmp"),
        Planted("Makefile", "all:\n\techo"),
        Planted("Tests/CallsTests/A.swift", String(repeating: "\n", count: 500)),
        Planted("Reports/a.md", String(repeating: "\n", count: 2000)),
    ])
    func whatOnlyLooksLikeAFaultIsFine(_ planted: Planted) {
        let file = SourceFile(path: planted.path, text: planted.text)
        #expect(HouseStyle.findings(in: file) == [])
    }
}
