import ArgumentParser
import Console
import Foundation

/// Where the records of a run are kept.
struct KeepingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store that takes the run's records as a dataset; made where there is none.",
            valueName: "file"))
    var store: String?

    @Option(
        help: ArgumentHelp(
            "A file that takes each record as soon as its request has ended.",
            discussion: "Tollgate's own format; a file that is there already is refused.",
            valueName: "file"))
    var log: String?

    @Option(
        help: ArgumentHelp(
            "The name of the run, and of its dataset; live- and the time unless given.",
            valueName: "name"))
    var run: String?

    func validate() throws {
        if let run, run.isEmpty || run.contains("#") {
            throw ValidationError("--run \(run): expected a name without '#'")
        }
    }

    /// The files that are written, which no report may replace.
    var files: [String] { [store, log].compactMap { $0 } }

    /// Refuses one file for two things.
    ///
    /// - Parameter out: The file that takes the report.
    /// - Throws: `ValidationError` where it is one of the others.
    func check(out: String?) throws {
        let files = [("--out", out), ("--log", log), ("--store", store)].compactMap { name, path in
            path.map { (name: name, path: URL(filePath: $0).standardizedFileURL.path) }
        }
        for (place, file) in files.enumerated() {
            for other in files[..<place] where other.path == file.path {
                throw ValidationError(
                    "\(other.name) and \(file.name) both name \(file.path); give each a file of "
                        + "its own")
            }
        }
    }

    /// The run's name.
    ///
    /// - Parameter now: When the run begins.
    /// - Returns: The one that was given, or one made of the time in UTC and four digits of chance.
    func name(at now: Date) -> String {
        if let run { return run }
        let digits = now.ISO8601Format().filter { $0 != "-" && $0 != ":" }
        return "live-\(digits)-\(String(UInt16.random(in: 4096 ... .max), radix: 16))"
    }
}
