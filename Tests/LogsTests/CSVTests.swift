import Calls
import Pricing
import Testing

@testable import Logs

/// CSV by RFC 4180, read by way of a format that has it.
@Suite("CSV")
struct CSVTests {
    private static let header = "request_created_at,response_status,request_user_id,model"

    /// A row with this user and model, each as it stands in the file.
    private static func row(_ user: String, _ model: String = "m", at time: Int = 1) -> String {
        "\(time),200,\(user),\(model)"
    }

    private static func reading(
        _ log: String, _ options: ReadingOptions = ReadingOptions(), jobs: Int = 1
    ) async throws -> Reading {
        try await Reading.of(log, Demand(fields: .user), options, jobs: jobs)
    }

    private static func fault(of log: String, _ options: ReadingOptions = ReadingOptions())
        async throws -> String?
    {
        try await Reading.fault(of: log, Demand(fields: .user), options)
    }

    @Test(
        "cells",
        arguments: [
            ("u", "u"), ("", ""), (#""""#, ""), (#""u""#, "u"), (" u ", " u "),
            (#"" u ""#, " u "), (#""a,b""#, "a,b"), (#""a""b""#, #"a"b"#), (#""""""#, #"""#),
            (#""""""""#, #""""#), ("\"a\nb\"", "a\nb"), ("\"a\r\nb\"", "a\r\nb"),
            ("\"\n\n\"", "\n\n"), ("a\rb", "a\rb"), ("a\tb", "a\tb"), (#"a\b"#, #"a\b"#),
            (#""a\""""#, #"a\""#), (#""\n""#, #"\n"#), ("a'b", "a'b"), ("käse 👋", "käse 👋"),
            ("\"k,äse\n👋\"", "k,äse\n👋"), ("a\0b", "a\0b"), ("\"\u{1}\u{1F}\"", "\u{1}\u{1F}"),
            ("\u{7F}", "\u{7F}"), (#"{"#, "{"), (#""[""a""]""#, #"["a"]"#),
        ])
    func cells(written: String, value: String) async throws {
        for end in ["\n", "\r\n", ""] {
            let reading = try await Self.reading(
                [Self.header, Self.row(written), Self.row("m", written, at: 2)]
                    .joined(separator: end.isEmpty ? "\n" : end) + end)
            #expect(reading.rows.map(\.user) == [value, "m"])
            #expect(reading.rows.map(\.model) == ["m", value])
        }
    }

    @Test("cells of every length, so that each byte of a block ends one")
    func lengths() async throws {
        for length in 0...70 {
            let text = String(repeating: "x", count: length)
            for (written, value) in [
                (text, text), ("\"\(text)\"", text), ("\"\(text)\"\"\"", text + "\""),
                ("\"\(text)\n\"", text + "\n"), ("\(text)\\", text + "\\"),
            ] {
                let log = "\(Self.header)\n\(Self.row(written))\n\(Self.row("v", at: 2))\n"
                let rows = try await Self.reading(log).rows
                #expect(rows.map(\.user) == [value, "v"], "\(written)")
            }
        }
    }

    @Test(
        "a byte order mark, blank rows, quoted names, columns in any order, a last row without end")
    func frame() async throws {
        let logs = [
            "\u{FEFF}\(Self.header)\n\n \t\r\n\(Self.row("u"))\n\n\n\(Self.row("v"))",
            "\r\n\n\(Self.header)\r\n\(Self.row("u"))\r\n  \r\n\(Self.row("v"))\r\n\r\n",
            #""model","request_user_id","request_created_at","response_status","x""#
                + "\nm,u,1,200,\nm,v,1,200,y\n",
        ]
        for log in logs {
            let reading = try await Self.reading(log)
            #expect(reading.rows.map(\.user) == ["u", "v"])
            #expect(reading.rows.map(\.model) == ["m", "m"])
            #expect(reading.summary.formats == ["helicone"])
        }
        #expect(try await Self.reading(Self.header).rows.isEmpty)
        #expect(try await Self.reading(Self.header + "\n\n").rows.isEmpty)
    }

    private static let width = "the row has not as many cells as the header"
    private static let unquoted = "a quote inside a cell that is not quoted"
    private static let behind = "text behind the closing quote of a cell"

    static let faults: [(row: String, message: String)] = [
        ("1,200,u", "\(width): found 3, expected 4"), ("1", "\(width): found 1, expected 4"),
        ("1,200,u,m,", "\(width): found more, expected 4"),
        ("1,200,u,m,x,y", "\(width): found more, expected 4"),
        (
            #"1,200,u"v","#,
            "\(unquoted): in column 3; quote the cell and double the quotes in it"
        ),
        (
            #"1,200, "u",m"#,
            "\(unquoted): in column 3; quote the cell and double the quotes in it"
        ),
        (#"1,200,"u"v,m"#, "\(behind): in column 3; double the quotes inside a cell"),
        (#"1,200,"u" ,m"#, "\(behind): in column 3; double the quotes inside a cell"),
        ("1,200,\"u\"\r,m", "\(behind): in column 3; double the quotes inside a cell"),
        (#"1,200,"a"b"c",m"#, "\(behind): in column 3; double the quotes inside a cell"),
    ]

    @Test("rows that break the rules", arguments: faults)
    func broken(row: String, message: String) async throws {
        let multiline = Self.row("\"a\n\nb\"")
        let log = [Self.header, multiline, "", row, Self.row("v")].joined(separator: "\n")
        #expect(try await Self.fault(of: log) == "log:6: \(message); \(Advice.mend)")
        for jobs in [1, 2, 4] {
            let reading = try await Self.reading(log, .skipping, jobs: jobs)
            #expect(reading.rows.map(\.user) == ["a\n\nb", "v"])
            #expect(reading.summary.skipped.map(\.first) == ["log:6"])
            #expect(reading.rejected == Array("\(row)\n".utf8))
        }
    }

    @Test("a stray quote does not reach into the rows that follow")
    func stray() async throws {
        let log = [
            Self.header, Self.row("5\" pipe"), Self.row("a"), Self.row("\"u\"v\""), Self.row("b"),
            Self.row(" \"u\""), Self.row("\"c,\"\"\n\""), Self.row("d"),
        ].joined(separator: "\n")
        let reading = try await Self.reading(log, .skipping)
        #expect(reading.rows.map(\.user) == ["a", "b", "c,\"\n", "d"])
        #expect(reading.summary.skipped.map(\.lines) == [2, 1])
    }

    @Test("a quote that is not closed takes all that follows", arguments: ["", "\n"])
    func unclosed(end: String) async throws {
        let bad = "2,200,\"u,m\n3,200,w,m"
        let log = "\(Self.header)\n\(Self.row("v"))\n\(bad)\(end)"
        #expect(
            try await Self.fault(of: log)
                == "log:3: a quote that is not closed: in column 3; \(Advice.mend)")
        let reading = try await Self.reading(log, .skipping)
        #expect(reading.rows.map(\.user) == ["v"])
        #expect(reading.summary.skipped.map(\.lines) == [2])
        #expect(reading.rejected == Array("\(bad)\n".utf8))
    }

    @Test("bytes that are not UTF-8, in columns that are read and in others")
    func encoding() async throws {
        let header = Array("\(Self.header),x\n".utf8)
        for bytes: [UInt8] in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0x22, 0xC3, 0x22]] {
            for position in [2, 3, 4] {
                var cells: [[UInt8]] = [[0x31], Array("200".utf8), [0x75], [0x6D], [0x78]]
                cells[position] = bytes
                let bad = Array(cells.joined(separator: [0x2C])) + [0x0A]
                let log = header + Array("1,200,u,m,\n".utf8) + bad
                let fault = try await Reading.fault(of: log, Demand(fields: .user))
                #expect(
                    fault
                        == "log:3: bytes that are not UTF-8: in a cell of the row; \(Advice.mend)")
                let reading = try await Reading.of(bytes: [log], Demand(fields: .user), .skipping)
                #expect(reading.rows.map(\.user) == ["u"])
                #expect(reading.rejected == bad)
            }
        }
    }

    @Test("a column that is read must not stand twice; of others nobody asks")
    func twice() async throws {
        let log = "\(Self.header),model\n1,200,u,m,m\n"
        #expect(
            try await Self.fault(of: log)
                == #"log:2: the key "model" stands twice in one object; \#(Advice.mend)"#)
        #expect(
            try await Self.reading("\(Self.header),x,x,\n1,200,u,m,y,z,\n").rows.map(\.user) == [
                "u"
            ])
    }

    @Test("values in cells: numbers in all their forms, empty ones as if they were absent")
    func values() async throws {
        let header = "\(Self.header),prompt_tokens,completion_tokens,cost"
        for counts in ["10,5,0.5", "1e1,5.0,5e-1", "010,+5,0.5", #""10","5","0.50""#] {
            let row = try await Reading.row("\(header)\n1,200,u,m,\(counts)\n")
            #expect(row.tokens == TokenUsage(input: 10, output: 5))
            #expect(row.cost == Money(attos: 500_000_000_000_000_000))
        }
        for count in [" 10", "10.5", "ten", "0x10", "1_0"] {
            let fault = try await Self.fault(of: "\(header)\n1,200,u,m,\(count),5,0\n")
            #expect(
                fault == "log:2: prompt_tokens is not a whole number from 0 to 281474976710655: "
                    + "found \"\(count)\"; \(Advice.mend)")
        }
        let empty = try await Reading.row("\(header)\n1,,,,,,\n")
        #expect(empty.usage == .unknown && empty.cost == nil && empty.model.isEmpty)
    }

    @Test("faults of a row's JSON keep their words, and are told by the column")
    func columns() throws {
        let header = CSVHeader(["a,{", "b", "c"])
        let bytes =
            Array("\"x\"\",[\",\"{\"\"k\"\":[1,2]}\",z\n".utf8)
            + [UInt8](repeating: 0, count: JSONCursor.padding)
        try bytes.withUnsafeBufferPointer { bytes in
            let start = try #require(bytes.baseAddress)
            var row = CSVRow(cellsHoldJSON: true)
            _ = try row.write(from: start, to: start + bytes.count, under: header)
            var keys = KeyTable(header.names)
            for column in 1...3 {
                let words = "not valid JSON: expected ':' in column \(column)"
                #expect {
                    try row.read { (cursor) throws(BadLine) in
                        try cursor.openObject()
                        var members = KeyTable.Members()
                        for read in 1...column {
                            if read > 1 { try cursor.skipValue() }
                            _ = try keys.next(&cursor, &members)
                        }
                        throw cursor.bad(.expectedColon)
                    }
                } throws: { ($0 as? BadLine)?.message == words }
            }
        }
    }
}
