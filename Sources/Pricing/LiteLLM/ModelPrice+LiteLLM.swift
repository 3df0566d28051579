internal import Documents

extension ModelPrice {
    /// A model of LiteLLM's list.
    init(
        litellm name: String, _ entry: [Node.Entry], _ fields: inout LiteLLMFieldTable
    ) throws(DocumentError) {
        let provider = entry.text("litellm_provider")
        // xAI bills the higher rate once a request reaches the bound:
        // https://docs.x.ai/docs/models
        var reader = LiteLLMEntryReader(fields: fields, boundsAreReached: provider == "xai")
        for (key, _, value) in entry where key != "tiered_pricing" { reader.read(key, value) }
        // A list by size of input goes before prices that know none.
        for (key, _, value) in entry where key == "tiered_pricing" { reader.read(key, value) }
        reader.completeEmbedding(mode: entry.text("mode"))
        fields = reader.fields
        id = name
        family = nil
        self.provider = provider
        aliases = []
        source = entry.text("source")
        asOf = nil
        listed = .split(reader.card)
        rates = listed
        remainder = reader.remainder
    }
}

extension [Node.Entry] {
    fileprivate func text(_ key: String) -> String? {
        guard let node = first(where: { $0.key == key })?.value else { return nil }
        if case .scalar(let text, _) = node.content { return text }
        return nil
    }
}

/// Collects what one entry of the list says.
struct LiteLLMEntryReader {
    private(set) var fields: LiteLLMFieldTable
    private let boundsAreReached: Bool
    private(set) var card = RateCard()
    private(set) var remainder = PriceRemainder()

    init(fields: LiteLLMFieldTable, boundsAreReached: Bool) {
        self.fields = fields
        self.boundsAreReached = boundsAreReached
    }

    /// Takes in a field of the entry.
    mutating func read(_ key: String, _ node: Node) {
        switch key {
        case "tiered_pricing": readTiers(node)
        case "off_peak_pricing": readOffPeak(node)
        default: readField(key, node, in: nil)
        }
    }

    /// An embedding has no output, so a missing output rate means nothing.
    mutating func completeEmbedding(mode: String?) {
        let standard = RateCard.Scope(.standard)
        guard mode == "embedding", card[.input, standard] != nil, card[.output, standard] == nil
        else { return }
        card.set(Rate(attosPerToken: 0), for: .output, in: standard)
    }

    /// Takes in a price.
    ///
    /// - Parameters:
    ///   - key: The field's name.
    ///   - node: What it holds.
    ///   - band: The context band of the list that it stands in; nil in the entry itself.
    private mutating func readField(_ key: String, _ node: Node, in band: ContextBand?) {
        let field = fields.field(key, boundsAreReached: boundsAreReached)
        if field == .information || node.isNull { return }
        noteRounding(key, node)
        switch field {
        case .rate(let meter, let scope):
            let scope = band.map { RateCard.Scope(scope.tier, $0) } ?? scope
            guard let rate = rate(key, node) else { return }
            let known = card[meter, scope]
            if known == nil || band != nil {
                card.set(rate, for: meter, in: scope)
            } else if known != rate {
                remainder.unusableRates.append("\(key), which differs from another field,")
            }
        case .unmetered(let name): noteUnmetered(name, node)
        case .unknown: remainder.unknownFields.append(key)
        case .information: break
        }
    }

    /// The rate that a field holds; one that can't be used is noted.
    private mutating func rate(_ key: String, _ node: Node) -> Rate? {
        if case .scalar(let text, _) = node.content, let number = DecimalNumber(text),
            let rate = Rate(perToken: number)
        {
            return rate
        }
        remainder.unusableRates.append("\(key) \(node.shown)")
        return nil
    }

    /// Prices, that is numbers; what only says how something is billed is none.
    private mutating func noteUnmetered(_ name: String, _ node: Node) {
        guard node.holdsNumber, !remainder.unmetered.contains(name) else { return }
        remainder.unmetered.append(name)
    }

    private mutating func noteRounding(_ key: String, _ node: Node) {
        guard node.numbers.contains(where: { $0.scaled(to: Money.scale) == nil }),
            !remainder.roundedFields.contains(key)
        else { return }
        remainder.roundedFields.append(key)
    }
}

extension LiteLLMEntryReader {
    /// `tiered_pricing`: lists of rates by size of input, over the first number of each range.
    private mutating func readTiers(_ node: Node) {
        guard case .list(let lists) = node.content else {
            remainder.unusableRates.append("tiered_pricing \(node.shown)")
            return
        }
        for list in lists {
            guard case .mapping(let entries) = list.content else {
                remainder.unusableRates.append("tiered_pricing \(list.shown)")
                return
            }
            guard let range = entries.first(where: { $0.key == "range" })?.value else {
                noteUnmetered("tiered_pricing", list)
                continue
            }
            guard let start = range.numbers.first?.scaled(to: 0), start >= 0, start < 1 << 48 else {
                remainder.unusableRates.append("tiered_pricing range \(range.shown)")
                return
            }
            let band = start == 0 ? .base : ContextBand(over: UInt64(start))
            for (key, _, value) in entries where key != "range" {
                readField(key, value, in: band)
            }
        }
    }

    /// `off_peak_pricing`: rates that stand in for all others at certain hours.
    private mutating func readOffPeak(_ node: Node) {
        guard case .mapping(let entries) = node.content, let hours = OffPeakHours(litellm: entries)
        else {
            remainder.unusableRates.append("off_peak_pricing \(node.shown)")
            return
        }
        var rates: [Meter: Rate] = [:]
        let others: Set = ["hours_utc", "windows", "weekday_timezone"]
        for (key, _, value) in entries where !others.contains(key) {
            noteRounding("off_peak_pricing", value)
            if case .rate(let meter, RateCard.Scope(.standard)) = fields.field(
                key, boundsAreReached: boundsAreReached)
            {
                rates[meter] = rate("off_peak_pricing.\(key)", value)
            } else {
                remainder.unknownFields.append("off_peak_pricing.\(key)")
            }
        }
        card.offPeak = OffPeakRates(hours: hours, rates: rates)
    }
}

extension OffPeakHours {
    /// Windows of LiteLLM's list: hours for every day, and hours by weekday.
    ///
    /// Weekdays are those of a zone without daylight saving time; any other gives nil.
    fileprivate init?(litellm entries: [Node.Entry]) {
        let daily = entries.first { $0.key == "hours_utc" }?.value
        let windows = entries.first { $0.key == "windows" }?.value
        let zone = entries.text("weekday_timezone") ?? "UTC"
        guard let offset = Self.zoneOffsets[zone] ?? Self.offsetMinutes(zone) else { return nil }
        var rules: [Rule] = []
        do {
            if let daily { rules.append(try Rule(days: nil, hours: daily)) }
            for window in try windows?.list() ?? [] {
                let fields = try window.fields(["hours_utc", "weekdays"])
                rules.append(
                    try Rule(
                        days: fields.optional("weekdays"), hours: fields.required("hours_utc")))
            }
        } catch {
            return nil
        }
        guard !rules.isEmpty else { return nil }
        self.init(rules: rules, weekdayOffsetMinutes: offset)
    }

    /// Zones without daylight saving time.
    private static let zoneOffsets = [
        "UTC": 0, "Etc/UTC": 0, "GMT": 0, "Asia/Shanghai": 480, "Asia/Hong_Kong": 480,
        "Asia/Singapore": 480, "Asia/Tokyo": 540, "Asia/Seoul": 540, "Asia/Kolkata": 330,
    ]
}

extension Node {
    /// The numbers in the node, in file order.
    fileprivate var numbers: [DecimalNumber] {
        switch content {
        case .null: []
        case .scalar(let text, _): DecimalNumber(text).map { [$0] } ?? []
        case .list(let nodes): nodes.flatMap(\.numbers)
        case .mapping(let entries): entries.flatMap(\.value.numbers)
        }
    }

    fileprivate var holdsNumber: Bool { !numbers.isEmpty }

    /// What the node holds, for a message.
    fileprivate var shown: String {
        switch content {
        case .null: "null"
        case .scalar(let text, _): text.count > 40 ? "\"\(text.prefix(40))…\"" : "\"\(text)\""
        case .list: "(a list)"
        case .mapping: "(an object)"
        }
    }
}
