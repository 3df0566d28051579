import Foundation

extension LogInput {
    /// The inputs that the arguments of a command name: files, globs, folders, `-`.
    public struct Expansion: Sendable {
        /// The inputs; those of a glob or a folder in the order of their paths.
        public private(set) var inputs: [LogInput] = []
        /// Files of folders and globs that are not read, with the reason.
        public private(set) var passedOver: [String] = []

        /// Finds the inputs.
        ///
        /// - Parameter arguments: As given by the user, in order.
        /// - Throws: `LogError` where nothing is there, or a file is named twice.
        public init(_ arguments: [String]) throws(LogError) {
            var seen: [String: Named] = [:]
            for argument in arguments {
                for named in try expand(argument) { try add(named, &seen) }
            }
        }

        /// A path, and whether the user named it or a folder or glob led to it.
        private struct Named {
            let path: String
            let isExplicit: Bool
        }

        private mutating func expand(_ argument: String) throws(LogError) -> [Named] {
            switch FileKind(argument) {
            case _ where argument == "-": return [Named(path: "-", isExplicit: true)]
            case .file, .special: return [Named(path: argument, isExplicit: true)]
            case .folder: return try logs(in: argument)
            case .missing: return try matches(of: argument)
            }
        }

        private mutating func matches(of pattern: String) throws(LogError) -> [Named] {
            guard pattern.contains(where: { "*?[".contains($0) }) else {
                throw LogError(
                    "\(pattern): no such file or folder; expected a log file, a folder or '-'")
            }
            let paths = systemGlob(pattern)
            guard !paths.isEmpty else { throw LogError("\(pattern): no file matches this pattern") }
            var named: [Named] = []
            for path in paths {
                if FileKind(path) == .folder {
                    named += try logs(in: path)
                } else {
                    named.append(Named(path: path, isExplicit: false))
                }
            }
            return named
        }

        private mutating func logs(in folder: String) throws(LogError) -> [Named] {
            let found = try Folder.files(below: folder)
            var logs: [String] = []
            for path in found {
                if !LogName.isLog(path) {
                    passedOver.append("\(path): not named like a log")
                } else if FileKind(path) == .file {
                    logs.append(path)
                } else {
                    passedOver.append("\(path): not a file that can be read to its end")
                }
            }
            guard !logs.isEmpty else {
                let known = LogName.endings.joined(separator: " ")
                let packed = Compression.allCases.map(\.ending).joined(separator: " ")
                throw LogError(
                    "\(folder): no logs in this folder; expected files ending in \(known), packed "
                        + "also in \(packed)")
            }
            return logs.map { Named(path: $0, isExplicit: false) }
        }

        /// A file that is read twice is counted twice: named twice it is a slip, but a folder may
        /// hold links to its own files.
        private mutating func add(
            _ named: Named, _ seen: inout [String: Named]
        ) throws(LogError) {
            let identity = FileKind.identity(of: named.path)
            guard let first = seen[identity] else {
                seen[identity] = named
                inputs.append(.file(named.path))
                return
            }
            guard !named.isExplicit || !first.isExplicit else {
                throw LogError(
                    "\(named.path): this input is already given as \(first.path); name it once")
            }
            passedOver.append("\(named.path): the same file as \(first.path)")
        }
    }

    /// The inputs that the arguments of a command name.
    ///
    /// - Parameter arguments: As given by the user, in order.
    /// - Returns: The inputs; those of a glob or a folder in the order of their paths.
    /// - Throws: `LogError` where nothing is there, or a file is named twice.
    public static func expand(_ arguments: [String]) throws(LogError) -> [LogInput] {
        try Expansion(arguments).inputs
    }
}
