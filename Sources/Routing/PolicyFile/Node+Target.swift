import Documents
import Pricing

/// How what a rule gives is read.
extension Node {
    /// A model id: one word, and not `requested`.
    func model() throws(DocumentError) -> String { try model(named: try string()) }

    /// What a rule gives, as a word, a phrase or a mapping; where a model is chosen by price, with
    /// the output to expect.
    func target(expectedOutput: UInt64?) throws(DocumentError) -> Policy.Target {
        if case .mapping = content { return try choice(expectedOutput) }
        let text = try string()
        if let list = text.rest(after: "cheapest of ") {
            return .cheapest(try cheapest(listed: list, expectedOutput))
        }
        if let list = text.rest(after: "split ") { return .split(try split(listed: list)) }
        return switch try route(named: text) {
        case .requested: .requested
        case .model(let model): .model(model)
        }
    }

    /// `{split: {a: 10, b: 90}}` or `{cheapest: [a, b]}`.
    private func choice(_ expectedOutput: UInt64?) throws(DocumentError) -> Policy.Target {
        let fields = try fields(["split", "cheapest"])
        switch (fields.optional("split"), fields.optional("cheapest")) {
        case (let split?, nil): return .split(try split.split())
        case (nil, let cheapest?): return .cheapest(try cheapest.cheapest(expectedOutput))
        default: throw error("is no choice; expected either split or cheapest")
        }
    }

    private func route(named text: String) throws(DocumentError) -> Policy.Route {
        guard text.isModelName else {
            throw error(
                "is \"\(text)\"; expected the id of a model, requested, cheapest of [a, b] or "
                    + "split a 10, b 90")
        }
        return text == "requested" ? .requested : .model(text)
    }

    private func model(named text: String) throws(DocumentError) -> String {
        guard case .model(let model) = try route(named: text) else {
            throw error("is requested; expected the id of a model")
        }
        return model
    }
}

/// Choices among models.
extension Node {
    private static let mostChoices = 32
    private static let weights = 1...1_000_000

    private func cheapest(_ expectedOutput: UInt64?) throws(DocumentError) -> Policy.Cheapest {
        let models = try list().map { (node) throws(DocumentError) in try node.model() }
        try requireSeveral(models)
        return Policy.Cheapest(models: models, expectedOutput: expectedOutput)
    }

    private func cheapest(
        listed text: Substring, _ expectedOutput: UInt64?
    ) throws(DocumentError) -> Policy.Cheapest {
        guard text.hasPrefix("["), text.hasSuffix("]") else {
            throw error("names no list of models; expected cheapest of [a, b]")
        }
        let models = try text.dropFirst().dropLast().trimmedParts.map {
            (part) throws(DocumentError) in try model(named: part)
        }
        try requireSeveral(models)
        return Policy.Cheapest(models: models, expectedOutput: expectedOutput)
    }

    private func split() throws(DocumentError) -> Policy.Split {
        let shares = try entries().map { (key, _, value) throws(DocumentError) in
            try value.share(of: key, try value.integer())
        }
        return try split(into: shares)
    }

    private func split(listed text: Substring) throws(DocumentError) -> Policy.Split {
        let shares = try text.trimmedParts.map { (part) throws(DocumentError) in
            let words = part.split(whereSeparator: \.isWhitespace)
            guard words.count == 2, let weight = Int(words[1]) else {
                throw error(
                    "has \"\(part)\", which is no model with a weight; expected split a 10, b 90")
            }
            return try share(of: String(words[0]), weight)
        }
        return try split(into: shares)
    }

    private func share(of model: String, _ weight: Int) throws(DocumentError) -> Policy.Split.Share
    {
        guard Self.weights ~= weight else {
            throw error(
                "gives \(model) the weight \(weight); expected a whole number from 1 to "
                    + "\(Self.weights.upperBound)")
        }
        return Policy.Split.Share(route: try route(named: model), weight: UInt32(weight))
    }

    private func split(into shares: [Policy.Split.Share]) throws(DocumentError) -> Policy.Split {
        try requireSeveral(shares.map(\.route.name))
        return Policy.Split(shares: shares)
    }

    private func requireSeveral(_ models: [String]) throws(DocumentError) {
        guard 2...Self.mostChoices ~= models.count else {
            throw error(
                "chooses among \(models.count) models; expected 2 to \(Self.mostChoices)")
        }
        for (index, model) in models.enumerated()
        where models[..<index].contains(where: { $0.exact == model.exact }) {
            throw error("names \(model) twice; name it once")
        }
    }
}

extension String {
    fileprivate var isModelName: Bool { !isEmpty && !contains(where: \.isWhitespace) }

    fileprivate func rest(after start: String) -> Substring? {
        hasPrefix(start) ? dropFirst(start.count).drop(while: \.isWhitespace) : nil
    }
}

extension Substring {
    /// What stands between commas, without the blanks around it.
    fileprivate var trimmedParts: [String] {
        split(separator: ",", omittingEmptySubsequences: false).map { part in
            let start = part.drop(while: \.isWhitespace)
            let last = start.lastIndex { !$0.isWhitespace }
            return last.map { String(start[...$0]) } ?? ""
        }
    }
}
