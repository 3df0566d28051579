import Foundation

extension Node {
    /// The name of a time zone that this system knows, such as `Europe/Berlin`.
    public func timeZone() throws(DocumentError) -> String {
        let name = try string()
        guard TimeZone(identifier: name) != nil else {
            throw error(expected: "a time zone such as Europe/Berlin or UTC")
        }
        return name
    }
}
