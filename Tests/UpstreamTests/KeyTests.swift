import Foundation
import Limits
import Testing
import Upstream

@Suite struct KeyTests {
    private let secret = Trial.secret

    @Test func nothingPrintsTheKey() throws {
        let key = try APIKey(secret, from: "the test")
        var dumped = ""
        dump(["key": key], to: &dumped)
        let texts = [
            "\(key)", String(describing: key), String(reflecting: key), key.debugDescription,
            dumped, "\([key])", "\(Optional(key) as Any)",
            "\(Mirror(reflecting: key).children.count)",
        ]
        for text in texts { #expect(!text.contains("0123456789")) }
        #expect(Mirror(reflecting: key).children.isEmpty)
    }

    @Test func nothingPrintsTheKeyOfAClientOrARequest() throws {
        let trial = Trial([])
        let client = try trial.client()
        _ = try trial.exchange()
        let request = try #require(trial.transport.requests.first)
        var dumped = "\(client) \(request) \(String(reflecting: request))"
        dump(client, to: &dumped)
        dump(request, to: &dumped)
        #expect(request.headers.contains { $0.value.contains(secret) })
        #expect(dumped.contains("chat/completions"))
        #expect(!dumped.contains("0123456789"))
    }

    @Test func aKeyComesFromTheEnvironment() throws {
        _ = try APIKey(of: ["HOLYSHEEP_API_KEY": secret])
        _ = try APIKey(variable: "MY_KEY", of: ["MY_KEY": secret])
    }

    private static let noKeys: [(environment: [String: String], words: String)] = [
        ([:], "$HOLYSHEEP_API_KEY is not set"),
        (["HOLYSHEEP_API_KEY": ""], "$HOLYSHEEP_API_KEY is not set"),
        (["HOLYSHEEP_API_KEY": "sesame-9012345678-9"], "$HOLYSHEEP_API_KEY holds 19 characters"),
        (["HOLYSHEEP_API_KEY": "sesame-9012345678\r\nX: y"], "holds a blank, a line break"),
        (["HOLYSHEEP_API_KEY": "sesame-9012345678901 "], "holds a blank, a line break"),
        (["HOLYSHEEP_API_KEY": "sesame-90123456789ö1"], "holds a blank, a line break"),
    ]

    @Test(arguments: noKeys)
    func whatCanBeNoKeyIsRefusedUnshown(environment: [String: String], words: String) throws {
        let error = try #require(throws: SetupError.self) { try APIKey(of: environment) }
        #expect(error.description.contains(words), "\(error)")
        #expect(!error.description.contains("sesame"))
        #expect(!error.description.contains { $0.isNewline })
    }

    @Test func twentyCharactersAreEnough() throws {
        _ = try APIKey("12345678901234567890", from: "the test")
    }

    /// Does something with a file that holds a text and has a mode.
    private func withFile<Value>(
        _ text: String, mode: Int, _ body: (String) throws -> Value
    ) throws -> Value {
        let path = NSTemporaryDirectory() + "tollgate-key-\(UUID().uuidString)"
        let isMade = FileManager.default.createFile(
            atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode])
        #expect(isMade)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return try body(path)
    }

    @Test(arguments: ["", "\n", "\r\n"])
    func aKeyComesFromAFileOfItsOwner(end: String) throws {
        let key = try withFile(secret + end, mode: 0o600) { try APIKey(file: $0) }
        let trial = Trial([])
        let client = UpstreamClient(
            try Endpoint(), key: key, over: trial.transport, timepiece: trial.time)
        let request = ChatRequest(model: "m", messages: [])
        _ = trial.time.run { await client.send(request) }
        let sent = trial.transport.requests.first?.headers.first { $0.name == "Authorization" }
        #expect(sent?.value == "Bearer \(secret)")
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o700, 0o400, 0o666, 0o1600])
    func aFileWithAnotherModeIsRefused(mode: Int) throws {
        try withFile(secret, mode: mode) { path in
            let error = try #require(throws: SetupError.self) { try APIKey(file: path) }
            #expect(
                error.description == "\(path) has mode \(String(mode, radix: 8)); "
                    + "a key is read from mode 600 only: run chmod 600 on it")
        }
    }

    @Test(arguments: [
        ("short", "holds 5 characters"), ("", "holds 0 characters"),
        ("two-lines-0123456789\nand-more", "holds a blank, a line break"),
        (String(repeating: "x", count: 5000), "larger than 4096 bytes"),
    ])
    func aFileWithoutAKeyIsRefused(text: String, words: String) throws {
        try withFile(text, mode: 0o600) { path in
            let error = try #require(throws: SetupError.self) { try APIKey(file: path) }
            #expect(error.description.contains(words), "\(error)")
        }
    }

    @Test func whatIsNoFileIsRefused() throws {
        let folder = try #require(throws: SetupError.self) { try APIKey(file: "/") }
        #expect(folder.description == "/ is not a plain file; expected a file that holds the key")
        let missing = try #require(throws: SetupError.self) { try APIKey(file: "/no/such/key") }
        #expect(missing.description.hasPrefix("/no/such/key can't be opened"))
    }

    /// Upstreams that repeat the key wherever they can.
    private static let echoes: [[ScriptStep]] = [
        [ScriptStep.head(401), .text(#"{"error":{"message":"bad key KEY","code":"KEY"}}"#)],
        [.head(401), .text("KEY")],
        [.head(500), .text(String(repeating: "x", count: 290) + "KEY")],
        [.head(500), .text(String(repeating: " ", count: 990) + "KEY")],
        [.head(302, [("Location", "https://KEY/")])],
        [.head(302, [("Location", "KEY")])],
        [.head(200), .text("<KEY>")],
        [.head(200), .text(#"{"error":{"message":"KEY","code":"KEY"}}"#)],
        [
            .head(200),
            .text(#"{"model":"KEY","choices":[{"message":{"content":""},"finish_reason":"KEY"}]}"#),
        ],
        [StreamTests.head(), .text("data: KEY\n\n")],
        [
            StreamTests.head(),
            .text("data: {\"error\":{\"message\":\"KEY\",\"type\":\"KEY\"}}\n\n"),
        ],
        [StreamTests.head(), .text("event: error\ndata: {\"a\":\"KEY\"}\n\n")],
        [.head(200), .fails(TransportError(.connection, "lost KEY"))],
        [.fails(TransportError(.unreachable, "no way to KEY"))],
        [.fails(TransportError(.tls, "KEY"))],
        [StreamTests.head(), .fails(TransportError(.connection, "KEY"))],
    ]

    @Test(arguments: echoes)
    func noMessageRepeatsTheKey(steps: [ScriptStep]) throws {
        for slash in ["/", "\\/", "\\u002f", "%2F"] {
            let written = secret.replacing("/", with: slash)
            var trial = Trial(steps.map { $0.replacing("KEY", with: written) })
            trial.options.limits.errorBytes = 1000
            let exchange = try trial.exchange()
            var dumped = "\(exchange)"
            dump(exchange, to: &dumped)
            #expect(!dumped.contains("0123") && !dumped.contains("abcdef"), "\(dumped)")
        }
    }
}

extension ScriptStep {
    fileprivate func replacing(_ name: String, with text: String) -> ScriptStep {
        switch self {
        case .text(let body): .text(body.replacing(name, with: text))
        case .head(let status, let headers):
            .head(status, headers.map { ($0.name, $0.value.replacing(name, with: text)) })
        case .fails(let error):
            .fails(TransportError(error.kind, error.message.replacing(name, with: text)))
        default: self
        }
    }
}
