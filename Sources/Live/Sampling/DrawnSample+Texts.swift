public import Calls

extension DrawnSample {
    /// The same sample with the texts that the log keeps of its requests, by a second reading.
    ///
    /// - Parameters:
    ///   - source: The log from which the sample was drawn.
    ///   - demand: The demand with which it was.
    ///   - jobs: How many workers.
    /// - Returns: The sample with texts.
    /// - Throws: What the source throws.
    public func withTexts(
        from source: some CallSource, demand: Demand = Demand(), jobs: Int
    ) async throws -> DrawnSample {
        var demand = demand
        demand.fields.formUnion([.systemText, .lastText])
        let places = Dictionary(
            requests.indices.map { (requests[$0].logged.place, $0) }, uniquingKeysWith: { $1 })
        let found = try await source.read(demand, jobs: jobs) { TextConsumer(places) }.partials
        var sample = self
        for (place, texts) in found.joined() {
            sample.requests[place].logged.system = texts.system
            sample.requests[place].logged.last = texts.last
        }
        return sample
    }
}

/// Fetches the texts of the calls that were drawn.
private final class TextConsumer: BlockConsumer {
    typealias Texts = (system: String?, last: String?)

    private let places: [LoggedRequest.Place: Int]
    private var found: [(place: Int, texts: Texts)] = []

    init(_ places: [LoggedRequest.Place: Int]) { self.places = places }

    func consume(_ block: CallBlock) {
        for row in 0..<block.count {
            let place = LoggedRequest.Place(piece: block.piece, line: block.line[row])
            guard let drawn = places[place] else { continue }
            found.append((drawn, (block.systemText.text(row), block.lastText.text(row))))
        }
    }

    func partial() -> [(place: Int, texts: Texts)] { found }
}
