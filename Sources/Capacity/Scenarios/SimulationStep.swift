/// How far one of the simulations of a study is.
public struct SimulationStep: Hashable, Sendable {
    /// The requests that have come in; 0 as it begins.
    public let offered: Int
    /// About how many there will be.
    public let expected: Int

    /// How many requests lie between two steps that are told.
    static let stride = 4096
}
