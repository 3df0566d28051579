#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One input of a run: a file, standard input, or bytes that the program carries.
public enum LogInput: Sendable {
    /// A path; `-` is standard input.
    case file(String)
    /// Bytes that live as long as the program, under the name that reports show.
    case memory(name: String, bytes: UnsafeSendableBytes)

    /// What reports and errors call it.
    var name: String {
        switch self {
        case .file("-"): "standard input"
        case .file(let path): path
        case .memory(let name, _): name
        }
    }
}

/// Immutable bytes that live as long as the program.
public struct UnsafeSendableBytes: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer

    /// Promises that the bytes neither change nor go away.
    public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
}

extension LogInput {
    /// Endings of files that a folder is searched for, each also with `.gz`.
    static let endings = [".jsonl", ".ndjson", ".json", ".csv", ".log"]

    /// The inputs that the arguments of a command name: files, globs, folders, `-`.
    ///
    /// - Parameter arguments: As given by the user, in order.
    /// - Returns: The inputs; those of a glob or a folder in the order of their paths.
    /// - Throws: `LogError` where nothing is there, or a file is named twice.
    public static func expand(_ arguments: [String]) throws(LogError) -> [LogInput] {
        var paths: [String] = []
        for argument in arguments { paths += try expand(argument) }
        try refuseRepeats(paths)
        return paths.map { .file($0) }
    }

    private static func expand(_ argument: String) throws(LogError) -> [String] {
        if argument == "-" { return ["-"] }
        switch kind(of: argument) {
        case .file: return [argument]
        case .folder: return try logs(in: argument)
        case .missing: return try glob(argument)
        }
    }

    private enum Kind { case file, folder, missing }

    private static func kind(of path: String) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else { return .missing }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    private static func glob(_ pattern: String) throws(LogError) -> [String] {
        guard pattern.contains(where: { "*?[".contains($0) }) else {
            throw LogError(
                "\(pattern): no such file or folder; expected a log file, a folder or '-'")
        }
        var found = glob_t()
        defer { globfree(&found) }
        #if canImport(Glibc)
        let code = Glibc.glob(pattern, 0, nil, &found)
        #elseif canImport(Musl)
        let code = Musl.glob(pattern, 0, nil, &found)
        #else
        let code = Darwin.glob(pattern, 0, nil, &found)
        #endif
        guard code == 0 else { throw LogError("\(pattern): no file matches this pattern") }
        let matches = (0..<Int(found.gl_pathc)).compactMap { index in
            found.gl_pathv[index].map { String(cString: $0) }
        }
        var paths: [String] = []
        for match in matches {
            paths += kind(of: match) == .folder ? try logs(in: match) : [match]
        }
        return paths
    }

    private static func logs(in folder: String) throws(LogError) -> [String] {
        let found = try files(below: folder).filter(isLog).sorted()
        guard !found.isEmpty else {
            let known = endings.joined(separator: " ")
            throw LogError(
                "\(folder): no logs in this folder; expected files ending in \(known) (or .gz)")
        }
        return found
    }

    /// All files of a folder and of those in it; links to folders may lead round in circles.
    private static func files(below folder: String) throws(LogError) -> [String] {
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
            if kind(of: path) != .folder {
                found.append(path)
            } else if !isLink(path) {
                found += try files(below: path)
            }
        }
        return found
    }

    private static func isLog(_ path: String) -> Bool {
        let unpacked = path.hasSuffix(".gz") ? String(path.dropLast(3)) : path
        return endings.contains { unpacked.hasSuffix($0) }
    }

    /// A file that is read twice is counted twice: surely not what was meant.
    private static func refuseRepeats(_ paths: [String]) throws(LogError) {
        var seen: [String: String] = [:]
        for path in paths {
            let identity = realPath(path)
            if let first = seen[identity] {
                throw LogError("\(path): this input is already given as \(first); name it once")
            }
            seen[identity] = path
        }
    }

    private static func realPath(_ path: String) -> String {
        guard path != "-", let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Bytes of all files together; nil where an input is not a regular file.
    public static func totalBytes(_ inputs: [LogInput]) -> Int? {
        var total = 0
        for input in inputs {
            switch input {
            case .memory(_, let bytes): total += bytes.bytes.count
            case .file(let path):
                var status = stat()
                guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG
                else { return nil }
                total += Int(status.st_size)
            }
        }
        return total
    }
}
