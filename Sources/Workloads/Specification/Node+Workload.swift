import Documents

/// How the values of a workload file are read.
extension Node {
    /// 100 %, in units of a ten-thousandth of a per cent.
    static let wholeShare: Int128 = 1_000_000

    func requireVersion() throws(DocumentError) {
        let version = try integer()
        guard version == 1 else { throw error("is \(version); this tollgate reads version 1") }
    }

    /// A text that is not empty.
    func word() throws(DocumentError) -> String {
        let text = try string()
        guard !text.isEmpty else { throw error("is empty; expected a name") }
        return text
    }

    func seed() throws(DocumentError) -> UInt64 {
        let number = try integer()
        guard number >= 0 else { throw error("is negative; expected a whole number from 0 on") }
        return UInt64(number)
    }

    /// A whole number between two others.
    func count(within bounds: ClosedRange<UInt64>) throws(DocumentError) -> UInt64 {
        let number = try integer()
        guard number >= 0, bounds ~= UInt64(number) else {
            throw error(
                "is \(number); expected a whole number from \(bounds.lowerBound) to "
                    + "\(bounds.upperBound)")
        }
        return UInt64(number)
    }

    /// A decimal number between two others.
    func number(within bounds: ClosedRange<Double>) throws(DocumentError) -> Double {
        _ = try decimal()
        guard let number = Double(try string()), bounds ~= number else {
            throw error(
                expected: "a number from \(Self.text(bounds.lowerBound)) to "
                    + Self.text(bounds.upperBound))
        }
        return number
    }

    /// A number as people write it, whole ones without a fraction.
    static func text(_ number: Double) -> String {
        Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    }

    /// What stands for how often something is, beside others of its kind.
    func weight() throws(DocumentError) -> Double { try number(within: 0...1_000_000) }

    /// Weights, not all of them 0.
    func weights(count: Int) throws(DocumentError) -> [Double] {
        let nodes = try list()
        guard nodes.count == count else {
            throw error("has \(nodes.count) numbers; expected \(count), one an hour of the day")
        }
        let weights = try nodes.map { (node) throws(DocumentError) in try node.weight() }
        guard weights.contains(where: { $0 > 0 }) else {
            throw error("has no number above 0; expected the weight of each hour")
        }
        return weights
    }

    /// A share such as 70%, in units of a ten-thousandth of a per cent.
    func share() throws(DocumentError) -> Int128 {
        let text = try string()
        guard text.hasSuffix("%"), let number = DecimalNumber(String(text.dropLast())),
            let share = number.scaled(to: 4), 1...Self.wholeShare ~= share
        else {
            throw error(expected: "a share above 0% and up to 100%, such as 70% or 0.5%")
        }
        return share
    }

    /// A share as text.
    static func percent(_ share: Int128) -> String {
        let (whole, rest) = share.quotientAndRemainder(dividingBy: 10_000)
        let digits = String(rest + 10_000).dropFirst()
        let last = digits.lastIndex { $0 != "0" }
        return "\(whole)" + (last.map { ".\(digits[...$0])" } ?? "") + "%"
    }

    /// One name, or names with shares that add up to 100 %.
    func choice() throws(DocumentError) -> WeightedChoice<String> {
        guard case .mapping(let entries) = content else {
            return WeightedChoice([(try word(), 1)])
        }
        let shares = try entries.map { (key, place, node) throws(DocumentError) in
            guard !key.isEmpty else {
                throw DocumentError(place: place, message: "is empty; expected a name")
            }
            return (element: key, weight: UInt64(try node.share()))
        }
        let sum = shares.reduce(0) { $0 + Int128($1.weight) }
        guard sum == Self.wholeShare else {
            throw error("has shares that add up to \(Self.percent(sum)); expected 100%")
        }
        return WeightedChoice(shares)
    }

    /// One of the words that a type has cases for.
    func choice<Word: RawRepresentable<String> & CaseIterable>(
        of words: Word.Type
    ) throws(DocumentError) -> Word {
        let text = try string()
        if let word = Word(rawValue: text) { return word }
        let known = words.allCases.map(\.rawValue)
        let near = NearNames.near(text, in: known).first.map { "; did you mean \($0)?" } ?? ""
        throw error(expected: "one of \(known.joined(separator: ", "))\(near)")
    }
}
