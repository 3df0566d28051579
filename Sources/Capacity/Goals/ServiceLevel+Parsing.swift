import Documents
import Limits

extension ServiceLevel {
    /// Reads `METRIC < VALUE`, several of them with commas between.
    ///
    /// - Throws: `Fault` with what was expected.
    public init(_ text: String) throws(Fault) {
        var terms: [Term] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let term = try Self.term(String(part).trimmed)
            guard !terms.contains(where: { $0.metric == term.metric }) else {
                throw Fault(description: "\"\(term.text)\" bounds what is bounded before")
            }
            terms.append(term)
        }
        self.terms = terms
    }

    private static func fault(_ text: String) -> Fault {
        Fault(
            description: "\"\(text)\"; expected bounds such as 'p95 < 2s, rejected < 0.1%' over "
                + "pNN (latency), 'wait pNN', rejected, failed, abandoned, lost, retried")
    }

    private static func term(_ text: String) throws(Fault) -> Term {
        guard let sign = text.firstIndex(of: "<") else { throw fault(text) }
        var bound = text[text.index(after: sign)...]
        let includesBound = bound.first == "="
        if includesBound { bound.removeFirst() }
        let metric = try metric(String(text[..<sign]).trimmed, in: text)
        return Term(
            metric: metric, includesBound: includesBound,
            bound: try value(String(bound).trimmed, of: metric, in: text), text: text)
    }

    private static func metric(_ words: String, in text: String) throws(Fault) -> Metric {
        if let share = Share(rawValue: words) { return .share(share) }
        let isWait = words.hasPrefix("wait ")
        let name = isWait ? String(words.dropFirst(5)).trimmed : words
        guard name.first == "p", let number = DecimalNumber(String(name.dropFirst())),
            let parts = number.scaled(to: 4), 1..<1_000_000 ~= parts
        else { throw fault(text) }
        let share = Double(parts) / 1_000_000
        return isWait ? .wait(share: share) : .latency(share: share)
    }

    private static func value(
        _ words: String, of metric: Metric, in text: String
    ) throws(Fault) -> Double {
        guard case .share = metric else {
            guard let span = TimeSpan(text: words), span >= .zero else { throw fault(text) }
            return span.seconds
        }
        guard words.hasSuffix("%"),
            let parts = DecimalNumber(String(words.dropLast()).trimmed)?.scaled(to: 6),
            0...100_000_000 ~= parts
        else { throw fault(text) }
        return Double(parts) / 100_000_000
    }
}
