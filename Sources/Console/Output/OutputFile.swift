import Foundation
import Logs
import Synchronization

/// A file that is written beside its place and moved there when it is whole.
///
/// Behind a symbolic link the link stays; an existing file keeps its permissions; a pipe or a device
/// is written to directly.
package final class OutputFile: Sendable {
    private let place: OutputPlace
    private let temporary: String?
    private let descriptor: Int32
    private let isOpen = Mutex(true)
    /// The header of the rejected rows that were written last.
    private let header = Mutex<[UInt8]>([])

    /// Opens the file; fails at once where that is not possible.
    package init(_ place: OutputPlace) throws {
        self.place = place
        guard !place.isStream else {
            temporary = nil
            descriptor = open(place.target, O_WRONLY | O_CLOEXEC)
            if descriptor < 0 { throw FileError(place.path, "can't be written") }
            return
        }
        let beside = "\(place.target).\(getpid()).part"
        temporary = beside
        Interruption.willWrite(beside)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        descriptor = open(beside, flags, 0o666)
        if descriptor < 0 {
            let code = errno
            Interruption.didFinish(beside)
            throw FileError(place.path, "can't be written", code: code)
        }
        if let mode = place.mode { fchmod(descriptor, mode) }
    }

    deinit { discard() }

    package func write(_ text: String) throws {
        if let code = Descriptor.write(text, to: descriptor) {
            throw FileError(place.path, "can't be written", code: code)
        }
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        if let code = Descriptor.write(bytes, to: descriptor) {
            throw FileError(place.path, "can't be written", code: code)
        }
    }

    /// Moves the file to its place.
    package func commit() throws {
        guard takeOpen() else { return }
        let isClosed = close(descriptor) == 0
        guard let temporary else {
            if !isClosed { throw FileError(place.path, "can't be written") }
            return
        }
        defer { Interruption.didFinish(temporary) }
        guard isClosed, rename(temporary, place.target) == 0 else {
            let code = errno
            unlink(temporary)
            throw FileError(place.path, "can't be written", code: code)
        }
    }

    /// Whether the file was open until now.
    private func takeOpen() -> Bool {
        isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
    }

    private func discard() {
        guard takeOpen() else { return }
        close(descriptor)
        guard let temporary else { return }
        unlink(temporary)
        Interruption.didFinish(temporary)
    }
}

extension OutputFile: RejectSink {
    package func take(header: [UInt8]) throws {
        let isNew = self.header.withLock { known in
            defer { known = header }
            return known != header
        }
        if isNew { try take(header + [UInt8(ascii: "\n")]) }
    }

    package func take(_ line: [UInt8]) throws {
        if let code = line.withUnsafeBytes({ Descriptor.write($0, to: descriptor) }) {
            throw FileError(place.path, "can't be written", code: code)
        }
    }
}
