import Documents
import Foundation
import Testing

@Suite struct `A document's file` {
    @Test func `is named in every message as the user named it`() throws {
        try withFile(Data("a: [1]\n".utf8)) { path in
            let document = try Document(contentsOf: path)
            #expect(document.name == path)
            #expect(document.root.place.description == "\(path):1")
            #expect(try document.sha256 == Document(text: "a: [1]\n", name: "other").sha256)
        }
    }

    @Test func `that does not exist is named`() {
        let error = failure { () throws(DocumentError) in
            try Document(contentsOf: "/none/prices.yaml")
        }
        #expect(error == "/none/prices.yaml: no such file; check the path")
    }

    @Test func `may not be a folder`() {
        let error = failure { () throws(DocumentError) in try Document(contentsOf: "/") }
        #expect(error == "/: is a folder; expected a YAML or JSON file")
    }

    @Test(arguments: [
        (Data([0x61, 0x3A, 0x20, 0xFF]), "is not valid UTF-8; expected a YAML or JSON file"),
        (Data(count: 64 << 20 + 1), "is larger than 64 MiB; expected a file that a person wrote"),
    ])
    func `must hold a text of reasonable size`(bytes: Data, message: String) throws {
        try withFile(bytes) { path in
            let error = failure { () throws(DocumentError) in try Document(contentsOf: path) }
            #expect(error == "\(path): \(message)")
        }
    }

    private func withFile(_ bytes: Data, _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
        let url = folder.appendingPathComponent("\(UUID().uuidString).yaml")
        try bytes.write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        try body(url.path)
    }
}
