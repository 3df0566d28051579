/// Native records of every kind, made by chance.
struct RandomLog {
    private var random: SplitMix
    private static let accents = ["Jose\u{301}", "Jos\u{e9}"]
    private static let models = [
        "deepseek-v3.2", "deepseek-chat", "gemini-2.5-flash", "gpt-4.1", "gpt-4.1-2025-04-14",
        "claude-sonnet-4.5", "claude-sonnet-4-5", "gpt-4o", "llama-3", "GPT-4.1",
        "mode\u{301}le", "mod\u{e9}le",
    ]
    /// Days around the changes of the clocks in Berlin and in Newfoundland.
    private static let days = [
        "2026-03-07", "2026-03-08", "2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24",
        "2026-10-25", "2026-10-26", "2026-10-31", "2026-11-01", "2026-12-31",
    ]

    init(seed: UInt64) { random = SplitMix(state: seed) }

    mutating func lines(_ count: Int) -> [String] { (0..<count).map { _ in line() } }

    private mutating func line() -> String {
        var fields = [#""ts":"\#(time())""#, field("model", random.pick(Self.models))]
        fields += usage() + names() + features()
        fields.shuffle(using: &random)
        return "{\(fields.joined(separator: ","))}"
    }

    private mutating func time() -> String {
        if random.once(in: 40) { return "2026-03-29T01:00:00Z" }
        if random.once(in: 40) { return "2026-03-29T00:59:59.999999999Z" }
        let clock = [random.below(24), random.below(60), random.below(60)].map { two($0) }
        let fraction = random.pick(["", "", ".5", ".123", ".123456", ".000000001"])
        let zone = random.pick(["Z", "Z", "z", "+02:00", "-03:30", "+05:30"])
        let zulu = zone == "z" ? "Z" : zone
        return "\(random.pick(Self.days))T\(clock.joined(separator: ":"))\(fraction)\(zulu)"
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private mutating func usage() -> [String] {
        var fields: [String] = []
        switch random.below(20) {
        case 0: fields = [#""usage":"none""#, #""status":429"#]
        case 1: fields = [#""usage":"none""#]
        case 2: fields = [#""usage":"unknown""#]
        case 3: fields = [#""usage":"unknown""#, #""status":502"#]
        case 4: fields = counts() + [#""error":"cut""#]
        case 5: fields = counts() + [#""status":500"#]
        default: fields = counts() + [#""status":200"#, #""error":null"#]
        }
        if random.once(in: 2) { fields.append(#""cost_usd":"\#(cost())""#) }
        return fields
    }

    private mutating func cost() -> String {
        let digits = String(random.next() % 1_000_000_000_000_000_000)
        let padded = String(repeating: "0", count: 18 - digits.count) + digits
        return random.once(in: 5) ? "0" : "\(random.below(30)).\(padded)"
    }

    private mutating func counts() -> [String] {
        let size = random.pick([10, 3_000, 200_000, 1 << 40])
        let parts = (0..<3).map { _ in random.once(in: 2) ? 0 : random.below(size) }
        let hour = random.once(in: 2) ? 0 : random.below(parts[1] + 1)
        let completion = random.below(size)
        let reasoning = random.once(in: 2) ? 0 : random.below(completion + 1)
        var fields = [
            #""prompt_tokens":\#(parts.reduce(0, +))"#, #""completion_tokens":\#(completion)"#,
        ]
        if parts[0] > 0 { fields.append(#""cached_tokens":\#(parts[0])"#) }
        if parts[1] > 0 { fields.append(#""cache_write_tokens":\#(parts[1])"#) }
        if hour > 0 { fields.append(#""cache_write_1h_tokens":\#(hour)"#) }
        return fields + [#""reasoning_tokens":\#(reasoning)"#]
    }

    private mutating func names() -> [String] {
        var fields: [String] = []
        let tiers = ["standard", "default", "auto", "", "batch", "flex", "priority", "scale"]
        if random.once(in: 2) { fields.append(field("service_tier", random.pick(tiers))) }
        if random.once(in: 3) { fields.append(field("served_model", random.pick(Self.models))) }
        let users = Self.accents + ["u-1", "u-2", ""]
        if !random.once(in: 4) { fields.append(field("user", random.pick(users))) }
        let teams = ["search", "ads", "research"]
        if !random.once(in: 4) { fields.append(field("team", random.pick(teams))) }
        if random.once(in: 2) { fields.append(field("session", "s-\(random.below(9))")) }
        if random.once(in: 2) { fields.append(field("operation_id", "op-\(random.below(60))")) }
        if !random.once(in: 3) {
            let projects = Self.accents.map { field("project", $0) } + [#""project":17"#]
            let tags = [random.pick(projects), field("env", random.pick(["prod", "test"]))]
            fields.append(#""tags":{\#(tags.joined(separator: ","))}"#)
        }
        return fields
    }

    /// What the policies need, and here and there less, where it makes no difference.
    private mutating func features() -> [String] {
        let length = random.pick([0, 1000, 1001, 5000, 5001, 80_000])
        var fields = [#""content_length":\#(length)"#]
        if length <= 1000 || random.once(in: 2) {
            fields.append(#""message_count":\#(random.pick([1, 10, 11]))"#)
        }
        if random.once(in: 2) { fields.append(#""max_tokens":\#(random.pick([999, 1000]))"#) }
        let systems = [
            #""system":"Eine komplexe Analyse, bitte""#, #""system":"komplexe analyse""#,
            #""system_contains":{"komplexe Analyse":true}"#,
            #""system_contains":{"other":true,"komplexe Analyse":false}"#,
        ]
        if length <= 5000 || random.once(in: 2) { fields.append(random.pick(systems)) }
        return fields
    }

    /// A text, here and there with its first letter as an escape.
    private mutating func field(_ key: String, _ value: String) -> String {
        guard random.once(in: 10), let first = value.utf16.first else {
            return "\"\(key)\":\"\(value)\""
        }
        let code = String(first, radix: 16)
        let padded = String(repeating: "0", count: 4 - code.count) + code
        return "\"\(key)\":\"\\u\(padded)\(value.dropFirst())\""
    }
}
