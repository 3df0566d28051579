import Calls

/// What is known of a format without reading it.
protocol LogKind {
    /// What a user has to know about the format.
    static var guide: FormatGuide { get }

    /// Whether the format also comes as CSV, whose columns have the names of the keys.
    static var readsCSV: Bool { get }

    /// Whether the cells of its CSV may be JSON, strings with quotes of their own among it.
    static var cellsHoldJSON: Bool { get }

    /// The first line of its logs, where that names what follows and is always the same.
    static var firstLine: String? { get }

    /// The columns of its CSV that it can be read without, but tells less.
    static var tellingColumns: [TellingColumn] { get }

    /// Whether a line near the beginning of a log shows that the log has this format.
    static func hasShape(_ line: SampleLine) -> Bool
}

/// What the readers of all formats have in common; each worker has one of its own.
protocol LogReader: LogKind {
    /// Where in the record the fields go that only some runs ask for.
    init(demand: Demand, names: NameTable)

    /// Whether records must name the model that was asked for.
    static var requiresModel: Bool { get }
}

extension LogKind {
    static var readsCSV: Bool { false }
    static var cellsHoldJSON: Bool { false }
    static var firstLine: String? { nil }
    static var tellingColumns: [TellingColumn] { [] }
}
