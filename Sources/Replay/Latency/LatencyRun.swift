import Calls
import Pricing
import Statistics

/// How long calls took, as a run of measured calls or any other log records it, by model.
public struct LatencyRun: Sendable {
    /// The run as the user named it.
    public let name: String
    /// What it measured, the model with the most calls first.
    public let models: [MeasuredModel]
    /// Calls that a cache answered before any model.
    public let unbilled: UInt64
    private let places: [ExactText: Int]
    private let moves: ModelMoves

    init(name: String, models: [MeasuredModel], unbilled: UInt64, moves: ModelMoves) {
        self.name = name
        self.models = models.sorted {
            ($1.operations.all.total, $0.model.exact) < ($0.operations.all.total, $1.model.exact)
        }
        (self.unbilled, self.moves) = (unbilled, moves)
        let known = self.models.enumerated().compactMap { place, measured in
            measured.model.map { ($0.exact, place) }
        }
        places = Dictionary(uniqueKeysWithValues: known)
    }

    /// What was measured of a model, under any name that the price table has for it; nil where no
    /// call tells how long it took.
    public func measured(_ model: String) -> MeasuredModel? {
        places[moves.identity(model)].map { models[$0] }.flatMap { measured in
            measured.operations.all.total > 0 || measured.attempts.all.total > 0 ? measured : nil
        }
    }
}

/// What a run measured of one model.
public struct MeasuredModel: Sendable {
    /// The model by its id in the price table, or as the run names it; nil where it names none.
    public let model: String?
    /// The operations that succeeded: from the start of the first attempt to the end of the last.
    public internal(set) var operations = SizedTimes()
    /// The attempts that succeeded, each for itself.
    public internal(set) var attempts = SizedTimes()
    /// Operations of which no attempt succeeded.
    public internal(set) var failedOperations: UInt64 = 0
    /// Attempts that failed.
    public internal(set) var failedAttempts: UInt64 = 0
    /// Operations that succeeded, and do not tell how long that took.
    public internal(set) var untimed: UInt64 = 0

    init(_ model: String?) { self.model = model }

    mutating func merge(_ other: MeasuredModel) {
        operations.merge(other.operations)
        attempts.merge(other.attempts)
        failedOperations += other.failedOperations
        failedAttempts += other.failedAttempts
        untimed += other.untimed
    }
}
