import Console
import Documents
import Foundation
import Logs

/// Where a bundle may go: a path where nothing is, or an earlier bundle and nothing else.
struct BundlePlace {
    /// The path as it was given, for errors.
    let path: String
    /// The folder that it is put into.
    let parent: String
    let name: String
    /// The folder's permissions; nil where nothing is there yet.
    let mode: mode_t?

    /// The path behind symbolic links.
    var target: String { parent + "/" + name }

    /// Looks at a path.
    ///
    /// - Parameters:
    ///   - path: As the user gave it.
    ///   - inputs: Files that the run reads.
    /// - Throws: `CommandError` where something else is there.
    init(_ path: String, inputs: [String]) throws {
        self.path = path
        var status = stat()
        guard stat(path, &status) == 0 else {
            if lstat(path, &status) == 0 {
                throw CommandError("\(path): is a link to nowhere; name a folder")
            }
            let url = URL(filePath: path)
            parent = Self.behindLinks(url.deletingLastPathComponent().path)
            (name, mode) = (url.lastPathComponent, nil)
            return
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw CommandError("\(path): is a file; name a folder")
        }
        let url = URL(filePath: Self.behindLinks(path))
        (parent, name) = (url.deletingLastPathComponent().path, url.lastPathComponent)
        mode = status.st_mode & 0o777
        try checkEarlierBundle()
        let own = inputs.first { Self.behindLinks($0).hasPrefix(target + "/") }
        if let own {
            throw CommandError("\(path): holds an input of this run (\(own)); name another folder")
        }
    }

    /// Refuses a folder that is no bundle, or holds what none has.
    private func checkEarlierBundle() throws {
        let index = target + "/" + BundleManifest.name
        guard let text = try? TextFile.read(index),
            let manifest = try? BundleManifest(text)
        else {
            throw CommandError(
                "\(path): is there and is no report of tollgate's (it has no \(BundleManifest.name) "
                    + "of the schema \(BundleManifest.schema)); name another folder")
        }
        let known = manifest.names
        guard let entries = Self.entries(of: target) else {
            throw CommandError("\(path): what it holds can't be read; name another folder")
        }
        for entry in entries {
            let isKnown = known.contains { Array($0.utf8) == Array(entry.utf8) }
            guard isKnown, Self.isRegularFile(target + "/" + entry) else {
                throw CommandError(
                    "\(path): holds \(entry), which is not of the report there; move it away or "
                        + "name another folder")
            }
        }
        try checkUnchanged(manifest.files.filter { entries.contains($0.name) })
    }

    /// Refuses what somebody has worked on since.
    private func checkUnchanged(_ files: [BundleManifest.File]) throws {
        for file in files {
            let digest = try FileDigest(.file(target + "/" + file.name))
            guard digest?.sha256 == file.sha256 else {
                throw CommandError(
                    "\(path): \(file.name) was changed after the report was written; move it away "
                        + "or name another folder")
            }
        }
    }

    /// What lies in a folder; nil where it can't be read.
    static func entries(of folder: String) -> [String]? {
        try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    private static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private static func behindLinks(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
