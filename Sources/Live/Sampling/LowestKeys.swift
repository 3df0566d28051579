/// The requests with the lowest keys of all that were offered: a sample drawn at random where keys
/// are, whatever the order and however the offers are shared out.
///
/// E. Cohen and H. Kaplan, "Summarizing data using bottom-k sketches" (PODC 2007).
struct LowestKeys<Element: Sendable>: Sendable {
    typealias Entry = (key: UInt64, place: LoggedRequest.Place, element: Element)

    private let limit: Int
    private var entries: [Entry] = []
    private var bound = UInt64.max

    init(limit: Int) { self.limit = limit }

    mutating func offer(_ entry: Entry) {
        guard entry.key <= bound else { return }
        entries.append(entry)
        if entries.count >= 2 * limit + 64 { cut() }
    }

    /// The entries with the lowest keys, ascending.
    func lowest(_ count: Int) -> [Element] {
        Self.sorted(entries).prefix(count).map(\.element)
    }

    var all: [Entry] { entries }

    private mutating func cut() {
        entries = Array(Self.sorted(entries).prefix(limit))
        bound = entries.last?.key ?? .max
    }

    private static func sorted(_ entries: [Entry]) -> [Entry] {
        entries.sorted { ($0.key, $0.place) < ($1.key, $1.place) }
    }
}
