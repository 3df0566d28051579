import Foundation

@testable import tollgate_properties

/// Runs libFuzzer over the properties of the log readers, or writes what it begins with.
@main
enum Fuzz {
    static func main() throws {
        let arguments = CommandLine.arguments
        if arguments.count == 4, arguments[1] == "seeds" {
            try writeSeeds(of: URL(filePath: arguments[2]), to: URL(filePath: arguments[3]))
        } else {
            var count = CommandLine.argc
            var arguments = CommandLine.unsafeArgv
            exit(runFuzzer(&count, &arguments, checkInput))
        }
    }

    /// Writes a file for each seed: the byte that picks its target, then the log.
    private static func writeSeeds(of fixtures: URL, to folder: URL) throws {
        for (index, seed) in try PropertySeeds.all(in: fixtures).enumerated() {
            guard let pick = seed.target.pick else { continue }
            try Data([pick] + seed.log).write(to: folder.appending(path: "seed-\(index)"))
        }
    }
}

/// The driver of libFuzzer, which runs instead of a `main` of its own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ check: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// Checks one input; the name is what libFuzzer's library asks for.
@_cdecl("LLVMFuzzerTestOneInput")
func checkInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let target = PropertyTarget(fuzzed: input) else { return 0 }
    if let fault = target.fault(in: Array(input.dropFirst())) {
        FileHandle.standardError.write(Data("tollgate-fuzz: \(target.name): \(fault)\n".utf8))
        abort()
    }
    return 0
}
