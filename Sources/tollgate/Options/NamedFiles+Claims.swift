import Audit
import Console
import Documents
import Finance

extension NamedFiles {
    /// The claims that come with the program, or those in a file.
    static func claims(_ name: String) throws -> ClaimFile {
        if ClaimFile.builtInNames.contains(name) { return try ClaimFile.named(name) }
        try requireFile(name, kind: "file of claims", builtIn: ClaimFile.builtInNames)
        return try ClaimFile(Document(contentsOf: name))
    }

    /// The scenario that comes with the program, or the one in a file.
    static func scenario(_ name: String) throws -> Scenario {
        if Scenario.builtInNames.contains(name) { return try Scenario.named(name) }
        try requireFile(name, kind: "scenario", builtIn: Scenario.builtInNames)
        return try Scenario(Document(contentsOf: name))
    }
}
