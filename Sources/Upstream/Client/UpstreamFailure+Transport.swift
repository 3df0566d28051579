import Pricing

extension UpstreamFailure {
    /// The caller gave up; what was used is unknown.
    static var cancelled: UpstreamFailure {
        UpstreamFailure(.cancelled, "cancelled before the answer was whole")
    }

    /// Why the network gave no answer, before anything of one had come.
    init(_ error: TransportError, text: MessageText) {
        let message = text.line(error.message)
        switch error.kind {
        case .unreachable: self.init(.connection, message, usage: .zero)
        case .connection: self.init(.connection, message)
        case .tls: self.init(.tls, message, usage: .zero)
        case .cancelled: self = .cancelled
        }
    }

    /// Why the network gave the beginning of an answer only: what was used is unknown.
    init(_ error: TransportError, text: MessageText, after event: String) {
        guard error.kind != .cancelled else {
            self = .cancelled
            return
        }
        self.init(.connection, "broken off after \(event): \(text.line(error.message))")
    }
}
