import Upstream

extension UpstreamFailure.Kind {
    /// In words, for a table.
    var title: String {
        switch self {
        case .connection: "no connection, or a broken one"
        case .tls: "certificate not accepted"
        case .firstByteTimeout: "nothing in time for the first byte"
        case .deadline: "not whole in time"
        case .rateLimited: "rate limited (429)"
        case .status: "another status"
        case .redirect: "redirect, not followed"
        case .malformed: "answer not understood"
        case .tooLong: "answer too long"
        case .cut: "stream cut"
        case .error: "error in place of an answer"
        case .stream: "error in the stream"
        case .cancelled: "cancelled"
        }
    }
}
