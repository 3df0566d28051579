import Foundation

/// What stands at a path.
enum FileKind {
    /// A pipe or a device is a file that blocks or has no end.
    case file, folder, special, missing

    /// Looks; what can't be looked at is taken for a file, so that opening it says why.
    init(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            self = errno == ENOENT || errno == ENOTDIR ? .missing : .file
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: self = .folder
        case S_IFREG: self = .file
        default: self = .special
        }
    }

    /// The same for all names of a file: links, other spellings of the path.
    static func identity(of path: String) -> String {
        var status = stat()
        guard path != "-", stat(path, &status) == 0 else { return path }
        return "\(status.st_dev):\(status.st_ino)"
    }

    static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}

/// The files of a folder.
enum Folder {
    /// All files of a folder and of those in it, by the bytes of their paths; hidden ones and links
    /// to folders, which may lead round in circles, are left out.
    static func files(below folder: String) throws(LogError) -> [String] {
        guard let stream = opendir(folder) else { throw .cannotRead(folder, code: errno) }
        defer { closedir(stream) }
        var found: [String] = []
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            let path = prefix + name
            if FileKind(path) != .folder {
                found.append(path)
            } else if !FileKind.isLink(path) {
                found += try files(below: path)
            }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

/// The paths that match a pattern, as the shell finds them.
func systemGlob(_ pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { index in
        found.gl_pathv[index].map { String(cString: $0) }
    }
}
