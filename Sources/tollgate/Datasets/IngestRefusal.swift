import Console
import Store

/// Why logs are not taken unasked, and what to do.
struct IngestRefusal {
    let dataset: String

    func changed(_ path: String) -> CommandError {
        CommandError(
            "\(path): its content is not the one that \(dataset) has under this name; --changed add "
                + "takes it beside that (a log that was rotated), --changed replace puts it in its "
                + "place (a log that was corrected)")
    }

    /// A log that is to be taken by itself, of which the dataset has some joined with others.
    func joined(_ path: String, in file: StoredFile) -> CommandError {
        CommandError(
            "\(path): \(dataset) has some of it, joined with others as \(file.name); give all of "
                + "them without --apart, or --changed add, which takes it beside that without "
                + "records whose id is there")
    }

    func lacking(_ part: String, among logs: String) -> CommandError {
        CommandError(
            "\(logs): \(dataset) keeps some of this joined with \(part), which is not among these "
                + "files with what it had; give it too, or --changed add, which takes these beside "
                + "that without records whose id is there, or --changed replace, which puts them "
                + "in its place")
    }

    func beside(_ file: StoredFile, _ logs: String, format: String) -> CommandError {
        CommandError(
            "\(logs): \(format) logs belong together over their files, and \(dataset) has "
                + "\(file.name) already, so that calls could count twice or in parts; give all of "
                + "them in one command, or --changed add if these are complete in themselves")
    }
}
