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

    /// The run's name.
    ///
    /// - Parameter now: When the run begins.
    /// - Returns: The one that was given, or one made of the time in UTC.
    func name(at now: Date) -> String {
        if let run { return run }
        let digits = now.ISO8601Format().filter { $0 != "-" && $0 != ":" }
        return "live-\(digits)"
    }
}
