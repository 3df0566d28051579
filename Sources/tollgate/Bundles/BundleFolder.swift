import Console
import Foundation
import Reports

/// A folder of files that is written beside its place and moved there when it is whole.
///
/// An earlier bundle goes only after the new one is complete; nothing else is ever removed.
final class BundleFolder {
    private let place: BundlePlace
    private let temporary: String
    private var written: [String] = []
    private var isOpen = true

    /// Begins the folder; fails at once where that is not possible.
    init(_ place: BundlePlace) throws {
        self.place = place
        temporary = "\(place.parent)/.\(place.name).\(getpid()).part"
        Interruption.willWrite(temporary)
        guard mkdir(temporary, 0o777) == 0 else {
            let code = errno
            Interruption.didFinish(temporary)
            isOpen = false
            throw FileError(place.path, "can't be written", code: code)
        }
        if let mode = place.mode { chmod(temporary, mode) }
    }

    deinit { discard() }

    /// Writes a file to the disk itself, so that a whole folder stays whole when power fails.
    func write(_ text: String, to name: String) throws {
        let path = temporary + "/" + name
        Interruption.willWrite(path)
        written.append(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(errno) }
        let code = Descriptor.write(text, to: descriptor) ?? (fsync(descriptor) == 0 ? nil : errno)
        let isClosed = close(descriptor) == 0
        if let code { throw failure(code) }
        if !isClosed { throw failure(errno) }
    }

    /// Moves the folder to its place.
    func commit() throws {
        try Self.synchronize(temporary, failure)
        let former = place.mode == nil ? nil : "\(place.parent)/.\(place.name).\(getpid()).old"
        try Interruption.finish(written + [temporary]) {
            try move(former)
            isOpen = false
            try Self.synchronize(place.parent, failure)
            if let former { remove(former) }
        }
    }

    private func move(_ former: String?) throws {
        if let former, rename(place.target, former) != 0 { throw failure(errno) }
        guard rename(temporary, place.target) != 0 else { return }
        let code = errno
        if let former { rename(former, place.target) }
        throw failure(code)
    }

    /// Removes the earlier bundle; what was put into it meanwhile stays, and is named.
    private func remove(_ former: String) {
        let manifest = try? BundleManifest(TextFile.read(former + "/" + BundleManifest.name))
        for name in manifest?.names ?? [] where !name.contains("/") {
            unlink(former + "/" + name)
        }
        if rmdir(former) != 0 {
            StandardError.write(
                "tollgate: note: what else was in \(TerminalText.harmless(place.path)) is now in "
                    + "\(TerminalText.harmless(former))\n")
        }
    }

    private func discard() {
        guard isOpen else { return }
        isOpen = false
        for path in written { unlink(path) }
        rmdir(temporary)
        for path in written + [temporary] { Interruption.didFinish(path) }
    }

    private func failure(_ code: Int32) -> FileError {
        FileError(place.path, "can't be written", code: code)
    }

    private static func synchronize(
        _ folder: String, _ failure: (Int32) -> FileError
    ) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno) }
        defer { close(descriptor) }
        // Some file systems can't, which they say so.
        if fsync(descriptor) != 0 && errno != EINVAL { throw failure(errno) }
    }
}
