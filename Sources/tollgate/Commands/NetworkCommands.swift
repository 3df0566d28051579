import ArgumentParser

/// A command that the program beside this one carries out, for this one opens no connection.
protocol NetworkCommand: ParsableCommand {
    /// What follows the command's name, as it was typed.
    var arguments: [String] { get }
}

extension NetworkCommand {
    /// Hands over; what comes back is an error.
    func run() throws { try NetworkProgram.become(Self._commandName, arguments) }
}

/// Sampled requests through the real client.
struct LiveCommand: NetworkCommand {
    static let configuration = CommandConfiguration(
        commandName: "live",
        abstract: "Sends a sample of a log's requests; measures latency, errors and cost.",
        discussion: "Carried out by tollgate-net; 'tollgate live --help' lists its options.")

    @Argument(parsing: .captureForPassthrough)
    var arguments: [String] = []
}
