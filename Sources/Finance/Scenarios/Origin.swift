public import Documents

/// Where a value comes from.
public enum Origin: Hashable, Sendable, CustomStringConvertible {
    /// A file's line.
    case file(Place)
    /// An option of the command.
    case option(String)
    /// Logs, replayed.
    case replay
    /// Prices of a table.
    case prices(String)
    /// Nobody: it is what is taken where nothing is given.
    case standard

    /// The origin in a few words: `scenario.yaml:7`.
    public var description: String {
        switch self {
        case .file(let place): "\(place.file):\(place.line)"
        case .option(let name): name
        case .replay: "replay"
        case .prices(let name): "prices of \(name)"
        case .standard: "not given"
        }
    }
}
