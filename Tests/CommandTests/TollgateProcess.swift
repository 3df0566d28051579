import Foundation

/// Runs the built executable as a user would.
struct TollgateProcess {
    /// What a run left behind.
    struct Outcome {
        let exitCode: Int32
        let output: String
        let errors: String
    }

    /// The executable beside the test bundle, or the one that TOLLGATE_EXECUTABLE names.
    static let executable: URL = {
        if let path = ProcessInfo.processInfo.environment["TOLLGATE_EXECUTABLE"] {
            return URL(filePath: path)
        }
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        return bundle.appending(path: "tollgate")
    }()

    /// One of the programs.
    enum Program {
        case analyzer
        /// The one beside the test bundle that talks to a network.
        case network

        var executable: URL {
            switch self {
            case .analyzer: TollgateProcess.executable
            case .network:
                URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
                    .appending(path: "tollgate-net")
            }
        }
    }

    private let process = Process()
    private let outputPipe = Pipe()
    private let errorPipe = Pipe()
    let inputPipe = Pipe()

    /// Writing to a process that has ended already is an error of the write, not the tests' end.
    private static let ignoresBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    init(
        _ arguments: [String], by program: Program = .analyzer, in folder: URL = Repository.root
    ) {
        _ = Self.ignoresBrokenPipes
        process.executableURL = program.executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = inputPipe
        process.standardOutput = outputPipe
        process.standardError = errorPipe
    }

    /// Runs to the end, with the given bytes on standard input.
    static func run(
        _ arguments: [String], by program: Program = .analyzer, input: String = "",
        in folder: URL = Repository.root
    ) async throws -> Outcome {
        let process = TollgateProcess(arguments, by: program, in: folder)
        try process.start()
        process.feed(input)
        return await process.finish()
    }

    func start() throws { try process.run() }

    /// Starts with a standard output whose reader has gone already.
    func startWithoutReader() throws {
        try outputPipe.fileHandleForReading.close()
        try process.run()
    }

    /// Writes all of standard input and closes it; a process that does not read it is no fault.
    func feed(_ input: String) {
        try? inputPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try? inputPipe.fileHandleForWriting.close()
    }

    func interrupt() { process.interrupt() }

    /// Reads both streams to their end at once, so that neither fills up, and waits.
    func finish(readingOutput: Bool = true) async -> Outcome {
        async let errors = Self.text(of: errorPipe)
        async let output = readingOutput ? Self.text(of: outputPipe) : ""
        let texts = await (output, errors)
        process.waitUntilExit()
        return Outcome(exitCode: process.terminationStatus, output: texts.0, errors: texts.1)
    }

    static func text(of pipe: Pipe) async -> String {
        let handle = pipe.fileHandleForReading
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let data = (try? handle.readToEnd()) ?? Data()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
    }
}
