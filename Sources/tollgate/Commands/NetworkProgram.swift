import Console
import Foundation

/// The program that talks to a network; it lies beside this one.
enum NetworkProgram {
    private static let name = "tollgate-net"

    /// Becomes that program; the process stays the same, so that signals and exit codes do too.
    ///
    /// - Parameters:
    ///   - command: The command that it carries out.
    ///   - arguments: What follows the command.
    /// - Throws: `CommandError` where the program is not there.
    static func become(_ command: String, _ arguments: [String]) throws -> Never {
        let path = try path()
        let words = [path, command] + arguments
        var pointers = words.map { strdup($0) } + [nil]
        execv(path, &pointers)
        let reason = String(cString: strerror(errno))
        throw CommandError(
            "\(path): can't be run (\(reason)), and 'tollgate \(command)' needs it; build it with "
                + "'swift build -c release --product \(name)' and keep it beside tollgate")
    }

    /// Behind links, so that a link to `tollgate` in another folder does.
    private static func path() throws -> String {
        guard let own = Bundle.main.executablePath, let real = realpath(own, nil) else {
            throw CommandError("the folder of this program is unknown; run \(name) itself")
        }
        defer { free(real) }
        return URL(filePath: String(cString: real)).deletingLastPathComponent()
            .appending(path: name).path
    }
}
