import Documents

/// The status of a response: that of HTTP, or a negative number where there was none.
///
/// The numbers are those of Helicone's own badge:
/// https://github.com/Helicone/helicone/blob/main/web/components/templates/requests/statusBadge.tsx
enum HeliconeStatus {
    private static let timeout = -1
    private static let pending = -2
    private static let cancelled = -3
    private static let threat = -4
    private static let expectation =
        "a status of HTTP, or -1 (timeout), -2 (pending), -3 (cancelled), -4 (threat)"

    /// Takes the status and says whether it marks a failure.
    ///
    /// A request that is pending or was cancelled by its client is none: nobody knows what it used.
    static func isFailure(_ cursor: inout JSONCursor) throws(BadLine) -> Bool {
        if cursor.takeNull() { return false }
        let start = cursor.at
        switch try code(&cursor) ?? .min {
        case timeout, threat, 400...999: return true
        case pending, cancelled, 0..<400: return false
        default:
            cursor.at = start
            throw try cursor.wrongValue("response_status", expected: expectation)
        }
    }

    /// The whole number that is written next, by itself or in a string.
    private static func code(_ cursor: inout JSONCursor) throws(BadLine) -> Int? {
        let isNumber =
            cursor.isDigit(cursor.at.pointee) || cursor.at.pointee == UInt8(ascii: "-")
        let written =
            isNumber
            ? String(decoding: try cursor.number(), as: UTF8.self)
            : try cursor.textIfAny()?.string
        return written.flatMap { DecimalNumber($0)?.scaled(to: 0) }.flatMap { Int(exactly: $0) }
    }
}
