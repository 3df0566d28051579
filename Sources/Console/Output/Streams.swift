import Foundation

/// The reader of standard output has gone; it has seen what it wanted.
package struct ClosedPipe: Error {}

/// A file or stream can't be read or written.
package struct FileError: Error, CustomStringConvertible {
    package let description: String

    package init(_ path: String, _ what: String, code: Int32 = errno) {
        description = "\(path): \(what): \(String(cString: strerror(code)))"
    }
}

/// Where results go.
package enum StandardOutput {
    package static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Columns of the terminal; nil where it does not tell.
    package static var terminalWidth: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    package static func write(_ text: String) throws {
        try check(Descriptor.write(text, to: STDOUT_FILENO))
    }

    package static func write(_ bytes: UnsafeRawBufferPointer) throws {
        try check(Descriptor.write(bytes, to: STDOUT_FILENO))
    }

    private static func check(_ code: Int32?) throws {
        guard let code else { return }
        if code == EPIPE { throw ClosedPipe() }
        throw FileError("standard output", "can't be written", code: code)
    }
}

/// Where everything else goes.
package enum StandardError {
    package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// There is nobody left to tell if this fails.
    package static func write(_ text: String) { _ = Descriptor.write(text, to: STDERR_FILENO) }
}

package enum Descriptor {
    /// Writes all bytes; gives the error code where that fails.
    package static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var text = text
        return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
    }

    package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
        var rest = bytes
        while let base = rest.baseAddress, rest.count > 0 {
            let written = systemWrite(descriptor, base, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                return errno
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
        return nil
    }
}

/// The system's `write`, which the methods of that name hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
