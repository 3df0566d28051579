import Foundation
import Testing

/// The programs of others that some tests compare with; `Scripts/test-tools` installs them.
enum TestTools {
    static let folder = ProcessInfo.processInfo.environment["TOLLGATE_TEST_TOOLS"]
        .map { URL(filePath: $0) }
    static let advice: Comment =
        "needs Python with packages of others: TOLLGATE_TEST_TOOLS=$(Scripts/test-tools)"

    /// Runs a program of the tools and gives what it prints.
    static func run(_ program: String, _ arguments: [String], in directory: URL) throws -> String {
        let tools = try #require(folder)
        let process = Process()
        process.executableURL = tools.appending(path: "bin").appending(path: program)
        process.arguments = arguments
        process.currentDirectoryURL = directory
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    /// The folder of the packages of the tools' Python, in which some look for their own files.
    static func packages() throws -> URL {
        let path = try run(
            "python", ["-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
            in: FileManager.default.temporaryDirectory)
        return URL(filePath: path.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
