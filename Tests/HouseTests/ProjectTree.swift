import Foundation

/// The project as it lies on disk, without what building leaves there.
enum ProjectTree {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every text file below the root.
    static let files: [SourceFile] = paths.sorted().compactMap { path in
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8))
            .map { SourceFile(path: path, text: $0) }
    }

    static func file(_ path: String) throws -> SourceFile {
        let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        return SourceFile(path: path, text: text)
    }

    private static var paths: [String] {
        guard let walk = FileManager.default.enumerator(atPath: root.path()) else { return [] }
        var paths: [String] = []
        while let path = walk.nextObject() as? String {
            if isLeftBehind(path) {
                walk.skipDescendants()
            } else {
                paths.append(path)
            }
        }
        return paths
    }

    private static func isLeftBehind(_ path: String) -> Bool {
        [".git", ".build", ".swiftpm"].contains(path) || path.hasPrefix(".build-")
            || path.hasSuffix(".xcodeproj") || path.hasSuffix("__pycache__")
    }
}
