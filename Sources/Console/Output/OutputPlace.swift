import Foundation

/// Where a result may go: what stands there already, and what may not be overwritten.
package struct OutputPlace {
    /// The path as it was given, for errors.
    package let path: String
    /// The path behind symbolic links.
    package let target: String
    /// The permissions of the file that stands there; nil where there is none.
    let mode: mode_t?
    /// A pipe or a device: it is written to, not replaced.
    package let isStream: Bool

    /// Looks at a path.
    ///
    /// - Parameters:
    ///   - path: As the user gave it.
    ///   - inputs: Files that the run reads.
    /// - Throws: `FileError` for a folder, `CommandError` for one of the inputs.
    package init(_ path: String, inputs: [String]) throws {
        self.path = path
        var status = stat()
        guard stat(path, &status) == 0 else {
            if lstat(path, &status) == 0 {
                throw CommandError("\(path): is a link to nowhere; name a file")
            }
            (target, mode, isStream) = (Self.inRealFolder(path), nil, false)
            return
        }
        let kind = status.st_mode & S_IFMT
        if kind == S_IFDIR { throw FileError(path, "can't be written", code: EISDIR) }
        for input in inputs where Self.isSame(input, status) {
            throw CommandError("\(path): is an input of this run (\(input)); name another file")
        }
        isStream = kind != S_IFREG
        mode = status.st_mode & 0o777
        target = Self.behindLinks(path)
    }

    private static func isSame(_ path: String, _ status: stat) -> Bool {
        var other = stat()
        let isThere = path == "-" ? fstat(STDIN_FILENO, &other) == 0 : stat(path, &other) == 0
        return isThere && other.st_dev == status.st_dev
            && other.st_ino == status.st_ino
    }

    /// A path to a file that is not there yet, by the one name of its folder.
    private static func inRealFolder(_ path: String) -> String {
        let url = URL(filePath: path)
        let folder = url.deletingLastPathComponent().path
        return behindLinks(folder) + "/" + url.lastPathComponent
    }

    private static func behindLinks(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
