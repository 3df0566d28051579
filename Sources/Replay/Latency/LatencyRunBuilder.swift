import Calls
import Pricing

/// Brings what the workers counted together, and makes operations of attempts.
///
/// What follows a failed attempt of an operation tries it again; what follows a success is another
/// request, as in `TimedTraffic`. An operation belongs to the model that it first went to.
struct LatencyRunBuilder {
    private var models: [MeasuredModel] = []
    private var places: [ExactText: Int] = [:]
    private var unbilled: UInt64 = 0

    init(_ partials: [LatencyRunCollector.Partial]) {
        var attempts: [(piece: LogPiece, attempts: [LatencyRunCollector.Attempt], ids: [Int])] = []
        for partial in partials {
            let ids = partial.models.map { merge($0) }
            unbilled += partial.unbilled
            attempts += partial.blocks.map { ($0.piece, $0.attempts, ids) }
        }
        join(
            attempts.enumerated().sorted {
                ($0.element.piece, $0.offset) < ($1.element.piece, $1.offset)
            }
            .flatMap { block in
                block.element.attempts.map { ($0, block.element.ids[$0.model]) }
            })
    }

    func run(name: String, moves: ModelMoves) -> LatencyRun {
        LatencyRun(name: name, models: models, unbilled: unbilled, moves: moves)
    }

    private mutating func merge(_ model: MeasuredModel) -> Int {
        guard let place = places[model.model.exact] else {
            places[model.model.exact] = models.count
            models.append(model)
            return models.count - 1
        }
        models[place].merge(model)
        return place
    }

    /// Goes through the attempts by time; at one instant, in the order of the log.
    private mutating func join(_ attempts: [(attempt: LatencyRunCollector.Attempt, model: Int)]) {
        let order = attempts.indices.sorted {
            (attempts[$0].attempt.start, $0) < (attempts[$1].attempt.start, $1)
        }
        var open: [OperationID: (start: Int64, model: Int)] = [:]
        for (attempt, model) in order.map({ attempts[$0] }) {
            let first = open[attempt.operation] ?? (attempt.start, model)
            guard !attempt.isFailed else {
                open[attempt.operation] = first
                continue
            }
            open[attempt.operation] = nil
            let (end, overflow) = attempt.start.addingReportingOverflow(attempt.span ?? 0)
            let (span, isTooLong) = end.subtractingReportingOverflow(first.start)
            if attempt.span == nil || overflow || isTooLong {
                models[first.model].untimed += 1
            } else {
                models[first.model].operations.add(span, size: attempt.size)
            }
        }
        for first in open.values { models[first.model].failedOperations += 1 }
    }
}
