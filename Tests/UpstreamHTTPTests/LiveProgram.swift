import Foundation

/// `tollgate live` as users run it: the analyzer hands over to the program beside it.
struct LiveProgram {
    /// What a run left behind.
    struct Outcome {
        let exitCode: Int32
        let output: String
        let errors: String

        /// The result as JSON.
        func json() throws -> [String: Any] {
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
        }
    }

    private static let built = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()

    private let process = Process()
    private let output = Pipe()
    private let errors = Pipe()

    init(_ arguments: [String], in folder: URL, key: String? = Client.key) {
        process.executableURL = Self.built.appending(path: "tollgate")
        process.arguments = ["live"] + arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment
            .merging(key.map { ["HOLYSHEEP_API_KEY": $0] } ?? [:]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
    }

    func start() throws { try process.run() }

    func interrupt() { process.interrupt() }

    func finish() async throws -> Outcome {
        async let text = Self.text(of: output)
        async let lines = Self.text(of: errors)
        let texts = await (text, lines)
        process.waitUntilExit()
        return Outcome(
            exitCode: process.terminationStatus, output: texts.0, errors: texts.1)
    }

    static func run(
        _ arguments: [String], in folder: URL, key: String? = Client.key
    ) async throws -> Outcome {
        let program = LiveProgram(arguments, in: folder, key: key)
        try program.start()
        return try await program.finish()
    }

    private static func text(of pipe: Pipe) async -> String {
        let handle = pipe.fileHandleForReading
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let data = (try? handle.readToEnd()) ?? Data()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
    }
}

/// A folder with a log of so many requests, which goes away afterwards.
func withLog<Value>(
    of requests: Int, isolation: isolated (any Actor)? = #isolation,
    _ use: (URL) async throws -> Value
) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "tollgate-live-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let lines = (0..<requests).map { number in
        """
        {"id":"r\(number)","ts":"2026-01-05T08:00:\(number < 10 ? "0" : "")\(number)Z",\
        "model":"\(number % 2 == 0 ? "gpt-4.1" : "deepseek-v3.2")","prompt_tokens":12,\
        "completion_tokens":3,"max_tokens":8}
        """
    }
    try lines.joined(separator: "\n")
        .write(to: folder.appending(path: "log.jsonl"), atomically: true, encoding: .utf8)
    return try await use(folder)
}
