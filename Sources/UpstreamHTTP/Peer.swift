import Foundation
import Upstream

/// Whom a request goes to, as errors name it: a URL may hold a secret, its host and port don't.
struct Peer: CustomStringConvertible {
    let host: String
    let port: Int

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    init(_ url: String) throws(TransportError) {
        guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty,
            let standardPort = Self.standardPort(parts.scheme)
        else {
            throw TransportError(
                .unreachable, "the address of the upstream is no URL of the form https://HOST/PATH")
        }
        self.host = host.trimmingCharacters(in: ["[", "]"])
        port = parts.port ?? standardPort
    }

    private static func standardPort(_ scheme: String?) -> Int? {
        switch scheme?.lowercased() {
        case "http": 80
        case "https": 443
        default: nil
        }
    }
}
