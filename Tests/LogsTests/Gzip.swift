import Foundation

/// Packs with the system's own gzip.
enum Gzip {
    struct Failure: Error { let status: Int32 }

    static func bytes(of plain: [UInt8], in folder: URL) throws -> [UInt8] {
        let file = folder.appending(path: "\(UUID().uuidString).plain")
        try Data(plain).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try pack(file)
    }

    static func file(_ plain: URL, in folder: URL, named name: String) throws -> URL {
        let packed = folder.appending(path: name)
        try Data(pack(plain)).write(to: packed)
        return packed
    }

    private static func pack(_ file: URL) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-nc", file.filePath]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let packed = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(status: process.terminationStatus)
        }
        return Array(packed)
    }
}
