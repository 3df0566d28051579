public import Documents

extension ClaimFile {
    /// The claims in a document.
    public init(_ document: Document) throws(DocumentError) {
        let fields = try document.root.fields(["audit", "version", "note", "prices", "claims"])
        name = try fields.required("audit").string()
        let version = try fields.required("version")
        guard try version.integer() == 1 else {
            throw version.error("is not 1; this tollgate reads version 1")
        }
        note = try fields.optional("note")?.string()
        prices = try fields.optional("prices")?.string() ?? "headline-2026"
        let list = try fields.required("claims")
        let nodes = try list.list()
        guard !nodes.isEmpty else { throw list.error("is empty; expected at least one claim") }
        claims = try nodes.map { (node) throws(DocumentError) in try Claim(node) }
        sha256 = document.sha256
    }
}

extension Claim {
    fileprivate init(_ node: Node) throws(DocumentError) {
        let fields = try node.fields([
            "claim", "prices", "provided", "values", "checks", "shows", "mix", "spike",
        ])
        self.node = node
        text = try fields.required("claim").string()
        prices = try fields.optional("prices")?.string()
        provided = try fields.optional("provided")?.strings() ?? []
        let values = try fields.optional("values")?.values() ?? [:]
        self.values = values
        checks = try (fields.optional("checks")?.list() ?? []).map {
            (node) throws(DocumentError) in
            let check = try node.check()
            try node.requireKnown(check.statement.formula, values)
            return check
        }
        exhibits = try (fields.optional("shows")?.entries() ?? []).map {
            (key, _, node) throws(DocumentError) in
            let formula = try node.exhibit()
            try node.requireKnown(formula.formula, values)
            return Exhibit(label: key, formula: formula.formula, unit: formula.unit)
        }
        mix = try fields.optional("mix")?.mix()
        spike = try fields.optional("spike")?.spike()
        let numbers =
            try (fields.optional("values")?.numbersInside() ?? [])
            + (fields.optional("mix")?.numbersInside() ?? [])
        let units = numbers.map(\.unit) + exhibits.map(\.unit)
        currencies = Set(units.compactMap { $0?.currency })
        guard !checks.isEmpty || mix != nil || spike != nil else {
            throw node.error("has nothing to check; expected checks, mix or spike")
        }
    }
}

extension Node {
    /// One text or a list of them.
    fileprivate func strings() throws(DocumentError) -> [String] {
        guard case .list(let nodes) = content else { return [try string()] }
        return try nodes.map { (node) throws(DocumentError) in try node.string() }
    }

    /// A statement, or a mapping of it and the price table that it is checked with.
    fileprivate func check() throws(DocumentError) -> Claim.Check {
        guard case .mapping = content else {
            return Claim.Check(statement: try statement(), prices: nil, node: self)
        }
        let fields = try self.fields(["check", "prices"])
        return Claim.Check(
            statement: try fields.required("check").statement(),
            prices: try fields.required("prices").string(), node: self)
    }

    private func statement() throws(DocumentError) -> Statement {
        try parsed { (text) throws(FormulaError) in try FormulaParser.statement(text) }
    }

    /// A formula, and after `in` the unit in which it is shown.
    fileprivate func exhibit() throws(DocumentError) -> (
        formula: Formula, unit: WrittenNumber.Unit?
    ) {
        let text = try string()
        let parts = text.split(separator: " in ", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            let formula = try parsed { (text) throws(FormulaError) in
                try FormulaParser.formula(text)
            }
            return (formula, nil)
        }
        do {
            let unit = try FormulaParser.number("1 \(parts[1])").unit
            return (try FormulaParser.formula(String(parts[0])), unit)
        } catch {
            throw self.error("can't be read: \(error)")
        }
    }

    fileprivate func values() throws(DocumentError) -> [String: Claim.Value] {
        var values: [String: Claim.Value] = [:]
        for (key, place, node) in try entries() {
            guard !key.hasPrefix(Claim.measuredPrefix) else {
                throw DocumentError(
                    place: place, message: "is measured on the logs; expected another name")
            }
            values[key] = try node.value()
        }
        return values
    }

    /// The numbers that a mapping's values spell out; of a range the upper end.
    fileprivate func numbersInside() throws(DocumentError) -> [WrittenNumber] {
        var numbers: [WrittenNumber] = []
        for (_, _, node) in try entries() {
            guard case .scalar(let text, _) = node.content else { continue }
            let start = text.firstRange(of: "..")?.upperBound ?? text.startIndex
            if let number = try? FormulaParser.number(String(text[start...])) {
                numbers.append(number)
            }
        }
        return numbers
    }

    private func value() throws(DocumentError) -> Claim.Value {
        let text = try string()
        if text == "unknown" { return .unknown }
        guard let dots = text.firstRange(of: "..") else { return .known(try number().value) }
        let low = try bound(String(text[..<dots.lowerBound]))
        let high = try bound(String(text[dots.upperBound...]))
        guard low < high else { throw error("is no range; expected the smaller number first") }
        return .between(low...high)
    }

    private func bound(_ text: String) throws(DocumentError) -> Fraction {
        do {
            return try FormulaParser.number(text).value
        } catch {
            throw self.error("is no range; expected one such as 80..150 ms")
        }
    }

    fileprivate func number() throws(DocumentError) -> WrittenNumber {
        try parsed { (text) throws(FormulaError) in try FormulaParser.number(text) }
    }

    fileprivate func mix() throws(DocumentError) -> Claim.Mix {
        let fields = try self.fields(["tokens", "bill", "grain", "models"])
        let grainNode = fields.optional("grain")
        let grain = try grainNode?.number().value ?? Fraction(1, over: 100)
        guard grain.numerator == 1, 1...Int128(MixQuestion.finestGrain) ~= grain.denominator else {
            throw (grainNode ?? self).error(
                "does not divide the whole; expected a share such as 1% or 5%")
        }
        return Claim.Mix(
            tokens: try fields.required("tokens").number().value,
            bill: try fields.required("bill").number().value, parts: Int(grain.denominator),
            models: try fields.optional("models")?.strings())
    }

    fileprivate func spike() throws(DocumentError) -> Claim.Spike {
        let fields = try self.fields(["base", "spike", "multipliers"])
        let (base, spike) = (
            try fields.required("base").number().value, try fields.required("spike").number().value
        )
        guard base > .zero, spike > base else {
            throw error("has a spike that is not above its base; expected a larger latency")
        }
        let multipliers = try fields.required("multipliers").list().map {
            (node) throws(DocumentError) in
            let multiplier = try node.number().value
            guard multiplier > .one else { throw node.error("is not above 1") }
            return multiplier
        }
        return Claim.Spike(base: base, spike: spike, multipliers: multipliers)
    }

    fileprivate func requireKnown(
        _ formula: Formula, _ values: [String: Claim.Value]
    ) throws(DocumentError) {
        let known = formula.values.filter {
            $0 != Formula.inputShare && !$0.hasPrefix(Claim.measuredPrefix)
        }
        for name in known.sorted() where values[name] == nil {
            let near = NearNames.near(name, in: values.keys.sorted()).first
            let hint = near.map { "; did you mean \($0)?" } ?? ""
            throw error(
                "uses \"\(name)\", which stands nowhere; give it under values, as a number, a "
                    + "range or unknown\(hint)")
        }
    }

    private func parsed<Value>(
        _ parse: (String) throws(FormulaError) -> Value
    ) throws(DocumentError) -> Value {
        let text = try string()
        do {
            return try parse(text)
        } catch {
            throw self.error("can't be read: \(error)")
        }
    }
}
