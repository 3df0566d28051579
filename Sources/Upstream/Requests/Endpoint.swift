internal import Foundation

/// Where an OpenAI-compatible service lives, such as `https://api.holysheep.ai/v1`.
public struct Endpoint: Sendable, Hashable {
    /// The service that is asked unless another one is named.
    public static let defaultBase = "https://api.holysheep.ai/v1"

    /// The address up to where `/chat/completions` begins, without a slash at the end.
    public let base: String
    /// The host, as it may be shown.
    public let host: String

    /// An address.
    ///
    /// Only `https` is allowed, for the key goes along; a loopback address may do without.
    ///
    /// - Parameters:
    ///   - text: The address.
    ///   - allowsInsecure: Whether `http` is allowed to any host.
    /// - Throws: Where it is none, or one that would show the key to others. What may be a secret
    ///   in it is not repeated.
    public init(
        _ text: String = Self.defaultBase, allowsInsecure: Bool = false
    ) throws(SetupError) {
        guard let parts = URLComponents(string: text, encodingInvalidCharacters: false),
            let scheme = parts.scheme?.lowercased(), let host = parts.host, !host.isEmpty
        else { throw Self.noAddress(text) }
        try Self.check(parts, host: host)
        guard scheme == "https" || scheme == "http" else {
            throw SetupError("the base URL begins with \(scheme):; expected https://")
        }
        guard scheme == "https" || allowsInsecure || Loopback.isNamed(by: host) else {
            throw SetupError(
                "the base URL goes to \(host) over plain http, which would show the key to "
                    + "everyone on the way; use https (http is allowed to loopback addresses)")
        }
        base = String(text.reversed().drop { $0 == "/" }.reversed())
        self.host = host
    }

    /// Where completions are asked for.
    var completions: String { base + "/chat/completions" }

    private static func check(_ parts: URLComponents, host: String) throws(SetupError) {
        guard parts.user == nil, parts.password == nil else {
            throw refusal(host, "a user name or password", "the key goes into a header")
        }
        guard parts.query == nil else {
            throw refusal(host, "a query", "expected nothing after the path")
        }
        guard parts.fragment == nil else {
            throw refusal(host, "a fragment (#)", "expected nothing after the path")
        }
        guard parts.port.map({ 1...65535 ~= $0 }) ?? true else {
            throw refusal(host, "the port \(parts.port ?? 0)", "expected one from 1 to 65535")
        }
        guard !parts.path.contains("/chat/completions") else {
            throw refusal(host, "/chat/completions", "leave that out, it is added to each request")
        }
    }

    private static func refusal(_ host: String, _ part: String, _ advice: String) -> SetupError {
        SetupError("the base URL with the host \(host) has \(part); \(advice)")
    }

    /// Repeats the text only where no password and no query can stand in it.
    private static func noAddress(_ text: String) -> SetupError {
        let isHarmless = !text.contains { "@?#".contains($0) || !$0.isASCII || $0.isNewline }
        let given = isHarmless ? "\"\(text)\"" : "the base URL"
        return SetupError("\(given) is no address; expected one such as \(defaultBase)")
    }
}

/// The addresses that never leave the machine.
private enum Loopback {
    /// Whether a host is one of 127.0.0.0/8, ::1 or `localhost`.
    static func isNamed(by host: String) -> Bool {
        let name = host.lowercased()
        if name == "localhost" { return true }
        let isBracketed = name.hasPrefix("[") && name.hasSuffix("]")
        let bare = isBracketed ? name.dropFirst().dropLast() : name[...]
        return isVersion4(bare) || isVersion6(String(bare))
    }

    private static func isVersion4(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in
                1...3 ~= part.count && part.allSatisfy { "0"..."9" ~= $0 } && UInt8(part) != nil
            }
    }

    private static func isVersion6(_ text: String) -> Bool {
        var address = in6_addr()
        guard inet_pton(AF_INET6, text, &address) == 1 else { return false }
        return withUnsafeBytes(of: address) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
    }
}
