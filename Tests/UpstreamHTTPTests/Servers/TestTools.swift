import Foundation
import Testing

/// The servers of others that some tests talk to; `Scripts/test-tools` installs them.
enum TestTools {
    static let folder = ProcessInfo.processInfo.environment["TOLLGATE_TEST_TOOLS"]
        .map { URL(filePath: $0) }
    static let advice: Comment =
        "needs servers of others: TOLLGATE_TEST_TOOLS=$(Scripts/test-tools)"

    /// The project's own scripts.
    static let scripts = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Tools")

    /// Where a program of the tools lies.
    static func program(_ name: String) throws -> String {
        try #require(folder).appending(path: "bin").appending(path: name).path()
    }

    static func script(_ name: String) -> String { scripts.appending(path: name).path() }
}
