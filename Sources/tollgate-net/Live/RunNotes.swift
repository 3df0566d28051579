import Documents
import Live
import Upstream

/// How a run was set up, in sentences.
enum RunNotes {
    static func sentences(_ command: LiveCommand, isFromStore: Bool) throws -> [String] {
        let goal = try command.sample.goal().map { ["\($0)"] } ?? []
        let stored =
            isFromStore
            ? ["texts that a store keeps are not sent; for those give the log itself"] : []
        return goal + stored + [
            sample(command.sample), sending(command.sending), upstream(command.upstream),
            "the temperature is \(ChatRequest.temperature), whatever the log's was",
        ]
    }

    private static func sample(_ sample: SampleOptions) -> String {
        let share =
            sample.allocate == .neyman ? "more where costs differ more" : "in proportion to the log"
        return "the sample is drawn with seed \(sample.seed), \(share)"
    }

    private static func sending(_ sending: SendingOptions) -> String {
        let pattern =
            switch sending.arrivals {
            case .poisson: "at random (a Poisson process)"
            case .constant: "at equal distances"
            case .log: "at distances in the proportions of the log"
            }
        return "requests are meant to go at \(sending.rate) on average, \(pattern), at most "
            + "\(sending.concurrency) at a time"
    }

    private static func upstream(_ upstream: UpstreamOptions) -> String {
        let form =
            upstream.noStream
            ? "answers come in one piece, so there is no time to the first token"
            : "answers are streamed"
        return "\(form); an attempt may take \(upstream.timeout), a request with all its attempts "
            + "\(upstream.totalTimeout); a model is tried again \(upstream.retries) times at most"
    }
}
