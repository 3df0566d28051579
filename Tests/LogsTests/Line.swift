@testable import Logs

/// A line in memory as the scanner needs it: with its newline and readable bytes behind.
struct Line {
    private let padded: [UInt8]

    init(_ bytes: [UInt8]) {
        padded = bytes + [0x0A] + [UInt8](repeating: 0, count: JSONCursor.padding)
    }

    init(_ text: String) { self.init(Array(text.utf8)) }

    /// Lends a cursor at the beginning; what is read from the line has to be used up inside.
    func read<Value>(
        _ body: (inout JSONCursor) throws(BadLine) -> Value
    ) -> Result<Value, BadLine> {
        padded.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { fatalError("a line is never empty") }
            do throws(BadLine) {
                var cursor = JSONCursor(at: start)
                return .success(try body(&cursor))
            } catch {
                return .failure(error)
            }
        }
    }
}
