import ArgumentParser
import Console
import Documents
import Foundation
import Limits
import Routing
import Upstream
import UpstreamHTTP

/// The service that is asked, and how its client behaves.
struct UpstreamOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The service, up to where /chat/completions begins.", valueName: "url"))
    var baseURL = Endpoint.defaultBase

    @Option(
        help: ArgumentHelp(
            "The environment variable that holds the key.",
            discussion: "HOLYSHEEP_API_KEY, unless this or --key-file says otherwise.",
            valueName: "name"))
    var keyEnv: String?

    @Option(
        help: ArgumentHelp("A file with mode 600 that holds the key.", valueName: "file"))
    var keyFile: String?

    @Flag(help: "Allows http to hosts other than this one, which shows the key on the way.")
    var allowInsecure = false

    @Option(
        help: ArgumentHelp(
            "A file with certificates (PEM) to trust beside the system's.", valueName: "file"))
    var caFile: String?

    @Option(
        help: ArgumentHelp(
            "How long one attempt may take, such as 30s; then it is cancelled.",
            valueName: "time"))
    var timeout = "30s"

    @Option(
        help: ArgumentHelp(
            "How long it may take until the answer begins; the whole attempt unless given.",
            valueName: "time"))
    var firstByteTimeout: String?

    @Option(
        help: ArgumentHelp(
            "How long all attempts of a request may take, with the waits between them.",
            valueName: "time"))
    var totalTimeout = "90s"

    @Option(help: ArgumentHelp("How often a model is tried again.", valueName: "n"))
    var retries = 2

    @Flag(
        help: ArgumentHelp(
            "Asks for answers in one piece.",
            discussion: "There is no time to the first token then, nor between tokens."))
    var noStream = false

    func validate() throws {
        if keyEnv != nil && keyFile != nil {
            throw ValidationError("--key-env and --key-file both name a key; give one")
        }
        if let keyEnv, keyEnv.wholeMatch(of: /[A-Z_][A-Z0-9_]{0,63}/) == nil {
            // What was given may be the key itself.
            throw ValidationError(
                "--key-env: expected the name of an environment variable, in capitals, and not a key"
            )
        }
        guard 0...20 ~= retries else {
            throw ValidationError("--retries \(retries): expected a number from 0 to 20")
        }
        _ = try options(fallback: nil)
        _ = try endpoint()
    }

    /// Where the service lives.
    func endpoint() throws -> Endpoint {
        do throws(SetupError) {
            return try Endpoint(baseURL, allowsInsecure: allowInsecure)
        } catch {
            throw ValidationError("--base-url: \(error)")
        }
    }

    /// The key; read only when requests are sent.
    func key() throws -> APIKey {
        if let keyFile { return try APIKey(file: keyFile) }
        return try APIKey(
            variable: keyEnv ?? APIKey.defaultVariable, of: ProcessInfo.processInfo.environment)
    }

    /// How the client behaves.
    ///
    /// - Parameter fallback: The policy whose fallbacks are followed.
    /// - Returns: The options.
    /// - Throws: `ValidationError` about a time.
    func options(fallback: Policy?) throws -> ClientOptions {
        var options = ClientOptions()
        options.limits.attempt = try Self.span(timeout, "--timeout")
        options.limits.firstByte =
            try firstByteTimeout.map { try Self.span($0, "--first-byte-timeout") }
            ?? options.limits.attempt
        options.limits.exchange = try Self.span(totalTimeout, "--total-timeout")
        options.retries = RetrySchedule(
            retries: retries, first: .milliseconds(500), longest: .seconds(8))
        options.fallback = fallback
        return options
    }

    /// The most attempts that the client makes of one request.
    func mostAttempts(fallback: Policy?) -> Int {
        let others = Set(fallback?.fallback.map(\.use) ?? [])
        return (retries + 1) * (others.count + 1)
    }

    private static func span(_ text: String, _ option: String) throws -> TimeSpan {
        guard let span = WrittenDuration(text), span.nanoseconds > 0 else {
            throw ValidationError("\(option) \(text): expected a time such as 30s, 500ms or 2m")
        }
        return TimeSpan(nanoseconds: span.nanoseconds)
    }
}
