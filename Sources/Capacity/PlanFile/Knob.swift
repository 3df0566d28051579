/// A limit of a deployment that a plan states and a search varies.
public enum Knob: String, Hashable, Sendable, CaseIterable {
    /// Requests a minute.
    case rpm
    /// Tokens of input and output a minute.
    case tpm
    /// Tokens of input a minute.
    case inputTPM = "input_tpm"
    /// Tokens of output a minute.
    case outputTPM = "output_tpm"
    /// Requests that are worked on at the same time.
    case concurrency

    /// Those that are quotas, in the order in which a plan keeps them.
    static let quotas: [Knob] = [.rpm, .tpm, .inputTPM, .outputTPM]

    /// How finely a search looks: a number of tokens matters to three digits.
    public var resolution: Int64 {
        switch self {
        case .rpm, .concurrency: 1
        case .tpm, .inputTPM, .outputTPM: 1000
        }
    }

    /// What it counts, for reports.
    public var unit: String {
        switch self {
        case .rpm: "requests a minute"
        case .tpm: "tokens a minute"
        case .inputTPM: "input tokens a minute"
        case .outputTPM: "output tokens a minute"
        case .concurrency: "requests at the same time"
        }
    }
}
