/// What a replay is to assume of moves to another model, as the command line gives it.
public struct ReplayAssumptions: Sendable {
    /// What becomes of caches; nil where nothing is said.
    public private(set) var cache: CacheAssumption?
    /// How models count.
    public private(set) var tokens = TokenFactors.alike

    private static let tokens = "tokens."

    /// Whether an argument of the form `KEY=VALUE` is about moves, not about the reading of logs.
    public static func covers(_ argument: String) -> Bool {
        argument.hasPrefix(tokens) || CacheAssumption(argument: argument) != nil
    }

    /// Reads arguments such as `cache=lost` and `tokens.claude-sonnet-4.5=1.10..1.25`.
    ///
    /// - Parameter arguments: Those that are covered.
    /// - Throws: `ReplayError` where one stands twice or makes no sense.
    public init(_ arguments: [String]) throws(ReplayError) {
        for argument in arguments {
            if let cache = CacheAssumption(argument: argument) {
                guard self.cache == nil else {
                    throw ReplayError(
                        "--assume \(argument): cache is already assumed; give it once")
                }
                self.cache = cache
            } else {
                try addFactor(argument)
            }
        }
    }

    private mutating func addFactor(_ argument: String) throws(ReplayError) {
        // Names of models may have an equals sign, factors have none.
        guard let equals = argument.lastIndex(of: "=") else {
            throw ReplayError(
                "--assume \(argument): expected tokens.MODEL=FACTOR, such as "
                    + "tokens.claude-sonnet-4.5=1.16")
        }
        let model = argument[..<equals].dropFirst(Self.tokens.count)
        let value = String(argument[argument.index(after: equals)...])
        guard !model.isEmpty, tokens.add(String(model), value, text: argument) else {
            throw ReplayError(
                "--assume \(argument): expected a model, once, and a factor from 0.2 to 5 with "
                    + "at most six decimals, or two such as 1.10..1.25")
        }
    }
}

extension CacheAssumption {
    fileprivate init?(argument: String) {
        guard argument.hasPrefix("cache=") else { return nil }
        self.init(rawValue: String(argument.dropFirst("cache=".count)))
    }
}
