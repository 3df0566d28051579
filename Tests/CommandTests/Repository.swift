import Foundation

/// Places in the checkout.
enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let cases = root.appending(path: "Fixtures/cases")

    /// Runs a body with an empty folder that goes away afterwards.
    static func withTemporaryFolder<Result>(
        _ body: (URL) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tollgate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }
}

extension URL {
    /// Writes a text file into a folder.
    func write(_ text: String, to name: String) throws {
        try text.write(to: appending(path: name), atomically: true, encoding: .utf8)
    }
}
