import Calls
import Console
import Foundation
import Pricing
import Replay

/// The list of a bundle's files, by which it is recognised later.
struct BundleManifest: Codable {
    static let name = "manifest.json"
    static let schema = "tollgate.report/1"

    struct File: Codable {
        let name: String
        let bytes: UInt64
        let sha256: String
        let about: String
    }

    struct Missing: Codable {
        let name: String
        let reason: String
    }

    struct Prices: Codable {
        let name: String
        let sha256: String
    }

    let schema: String
    let version: String
    let sources: [String]
    let prices: [Prices]
    let files: [File]
    let missing: [Missing]
    /// Usage without a price, which `focus.csv` has no rows for.
    let withoutPrice: [String]

    enum CodingKeys: String, CodingKey {
        case schema, version, sources, prices, files, missing
        case withoutPrice = "without_price"
    }

    init(_ result: ReplayResult, files: [File], missing: [Missing], withoutPrice: [String]) {
        schema = Self.schema
        version = Version.number
        sources = result.source.files
        prices = result.prices.tables.map { Prices(name: $0.name, sha256: $0.sha256) }
        (self.files, self.missing, self.withoutPrice) = (files, missing, withoutPrice)
    }

    /// A manifest of this schema.
    init?(_ text: String) throws {
        let manifest = try JSONDecoder().decode(BundleManifest.self, from: Data(text.utf8))
        guard manifest.schema == Self.schema else { return nil }
        self = manifest
    }

    /// All files of the bundle, this one too.
    var names: [String] { files.map(\.name) + [Self.name] }
}
