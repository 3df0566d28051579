import Documents
public import Limits
import Statistics

/// How the values of a plan are read.
extension Node {
    /// A length of time such as `500ms`, `2s`, `1.5m` or `1h`, longer than nothing.
    func span() throws(DocumentError) -> TimeSpan {
        guard let span = TimeSpan(text: try string()), span > .zero, span <= .longest else {
            throw error(
                expected: "a length of time above zero and up to 3660 days, such as 500ms, 2s or "
                    + "10m")
        }
        return span
    }

    /// A count such as `500`, `450K` or `1.5M`, of at least some.
    func amount(least: Int64 = 1) throws(DocumentError) -> Int64 {
        guard let amount = WrittenCount.value(try string()) else {
            throw error(expected: "a whole number such as 500, 450K or 2M")
        }
        guard amount >= least else { throw error("is \(amount); \(least) is the least") }
        return amount
    }

    /// A share such as `1%`, from 0% to 100%.
    func share() throws(DocumentError) -> Double {
        let text = try string()
        guard text.hasSuffix("%"), let number = DecimalNumber(String(text.dropLast())),
            let parts = number.scaled(to: 6), 0...100_000_000 ~= parts
        else { throw error(expected: "a share from 0% to 100%, such as 1%") }
        return Double(parts) / 100_000_000
    }

    /// One of a few words.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type
    ) throws(DocumentError) -> Choice where Choice.RawValue == String {
        let text = try string()
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        let near = NearNames.near(text, in: known).first.map { "; did you mean \"\($0)\"?" } ?? ""
        throw error(expected: "one of \(known.joined(separator: ", "))\(near)")
    }

    /// A name that is not empty.
    func name() throws(DocumentError) -> String {
        let text = try string()
        guard !text.isEmpty else { throw error(expected: "a name") }
        return text
    }

    /// Names, each once.
    func names() throws(DocumentError) -> [String] {
        var names: [String] = []
        for node in try list() {
            let name = try node.name()
            guard !names.contains(name) else { throw node.error("names \(name) a second time") }
            names.append(name)
        }
        return names
    }

    /// A time of work or patience.
    func timeModel() throws(DocumentError) -> TimeModel {
        do {
            return try ServiceText.model(try string())
        } catch let fault as ServiceText.Fault {
            throw error("is no time: \(fault.message)")
        } catch let error as DocumentError {
            throw error
        } catch {
            throw self.error("is no time: \(error)")
        }
    }
}

/// Counts as people write them.
enum WrittenCount {
    private static let factors: [(suffix: String, power: Int)] = [("K", 3), ("M", 6), ("G", 9)]

    /// The number of a text such as `450K`; nil where it is none, or not whole, or beyond 2^53.
    static func value(_ text: String) -> Int64? {
        let factor = factors.first { text.uppercased().hasSuffix($0.suffix) }
        let digits = factor == nil ? text : String(text.dropLast())
        guard let number = DecimalNumber(digits)?.scaled(to: factor?.power ?? 0),
            let count = Int64(exactly: number), (0...Int64(1) << 53).contains(count)
        else { return nil }
        return count
    }
}

extension TimeSpan {
    /// The span that a text such as `500ms` or `1.5m` spells out; nil where it is anything else,
    /// finer than a nanosecond, or longer than 292 years.
    public init?(text: String) {
        guard let written = WrittenDuration(text) else { return nil }
        self.init(nanoseconds: written.nanoseconds)
    }
}
