public import Documents
import Foundation
public import Pricing

/// A description of traffic: when calls arrive, and what they are like.
public struct Workload: Sendable {
    /// More clients than these are refused.
    static let maximumClients = 1000

    /// A source of calls with arrivals of its own.
    struct Client: Sendable {
        let name: String
        let arrivals: ArrivalPattern
        let content: CallContent
    }

    /// The workload's name.
    public let name: String
    /// What the numbers drawn depend on.
    public let seed: UInt64
    /// The zone of the daily cycle and of times without an offset, such as `Europe/Berlin`.
    public let timeZone: String
    /// When it begins; nil where the file does not say so.
    public let from: Timestamp?
    /// How long it lasts; nil where the file does not say so.
    public let length: WrittenDuration?
    let clients: [Client]
    let sha256: String

    /// The workload that a document describes.
    ///
    /// - Parameter document: A workload file.
    /// - Throws: The first fault, with its line and key path.
    public init(_ document: Document) throws(DocumentError) {
        let fields = try document.root.fields(
            ["workload", "version", "note", "seed", "timezone", "from", "for", "clients"]
                + ClientFields.keys)
        name = try fields.required("workload").word()
        try fields.required("version").requireVersion()
        _ = try fields.optional("note")?.string()
        seed = try fields.optional("seed")?.seed() ?? 1
        timeZone = try fields.optional("timezone")?.timeZone() ?? "UTC"
        guard let zone = TimeZone(identifier: timeZone) else {
            preconditionFailure("the reader has checked the zone")
        }
        from = try fields.optional("from")?.instant(in: zone)
        length = try fields.optional("for")?.duration()
        clients = try Self.clients(
            fields, StatedPeriod(zone: zone, from: from, length: length))
        sha256 = document.sha256
    }

    private static func clients(
        _ fields: Fields, _ period: StatedPeriod
    ) throws(DocumentError) -> [Client] {
        guard let list = fields.optional("clients") else {
            let client = ClientFields(own: nil, common: fields)
            return [try client.client(named: "user", share: 1, period)]
        }
        let nodes = try list.list()
        guard 1...maximumClients ~= nodes.count else {
            throw list.error("has \(nodes.count) clients; expected 1 to \(maximumClients)")
        }
        var (clients, sum): ([Client], Int128) = ([], 0)
        for (index, node) in nodes.enumerated() {
            let own = try node.fields(["share", "name"] + ClientFields.keys)
            let share = try own.required("share").share()
            sum += share
            let name = try own.optional("name")?.word() ?? "c\(index + 1)"
            if clients.contains(where: { $0.name == name }) {
                throw (own.optional("name") ?? node).error(
                    "is called \(name), as an earlier client; their users would be the same")
            }
            clients.append(
                try ClientFields(own: own, common: fields).client(
                    named: name, share: Double(share) / Double(Node.wholeShare), period))
        }
        guard sum == Node.wholeShare else {
            throw list.error("has shares that add up to \(Node.percent(sum)); expected 100%")
        }
        return clients
    }
}
