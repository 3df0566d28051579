@testable import Logs

extension Collection<UInt8> {
    /// Lends the bytes as lines for a cursor, in memory that ends where the padding ends, so that
    /// a sanitizer sees every byte that is read beyond.
    func withLines<Result>(_ body: (UnsafePointer<UInt8>) throws -> Result) rethrows -> Result {
        let size = count + 1 + JSONCursor.padding
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: size)
        defer { copy.deallocate() }
        _ = copy.initialize(from: self)
        copy[count] = UInt8(ascii: "\n")
        copy[(count + 1)...].initialize(repeating: 0)
        guard let start = UnsafePointer(copy.baseAddress) else { preconditionFailure("no memory") }
        return try body(start)
    }

    /// Whether there are but blanks.
    var isBlank: Bool { allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A } }
}
