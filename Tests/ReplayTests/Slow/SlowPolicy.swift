import Foundation
import Routing

/// A policy as plain Swift code on texts.
struct SlowPolicy: Sendable {
    typealias Choice = (rule: Int, model: String?)

    let name: String
    let rules: [String]
    let choose: @Sendable (SlowCall) -> Choice
}

extension SlowPolicy {
    /// The rules of the policy `tutorial`, written down once more.
    static let tutorial = SlowPolicy(
        name: "tutorial", rules: ["long-or-complex", "medium", "default"]
    ) { call in
        let length = call.number("content_length") ?? -1
        if length > 5000 || call.isComplex { return (0, call.text("model")) }
        if length > 1000 || (call.number("message_count") ?? -1) > 10 {
            return (1, "deepseek-v3.2")
        }
        return (2, "deepseek-v3.2")
    }

    static let teams = SlowPolicy(
        name: "teams", rules: ["batch", "kept", "missing", "rest"]
    ) { call in
        let tier = call.text("service_tier") ?? "standard"
        let model = call.text("model") ?? ""
        if tier == "batch" && (call.number("max_tokens") ?? 2048) >= 1000 {
            return (0, "gemini-2.5-flash")
        }
        let isKeptTeam = ["search", "ads"].contains(call.text("team") ?? "none")
        if isKeptTeam && !model.contains("gpt") { return (1, model) }
        if call.text("user") == "u-1" { return (2, "gpt-nonexistent") }
        return (3, "claude-sonnet-4.5")
    }

    /// The same rules as a policy file.
    static let teamsFile = """
        rules:
          - name: batch
            when: service_tier = "batch" and max_tokens >= 1000
            use: gemini-2.5-flash
          - name: kept
            when: team in ["search", "ads"] and not (model contains "gpt")
            use: requested
          - name: missing
            when: user = "u-1"
            use: gpt-nonexistent
          - name: rest
            use: claude-sonnet-4.5
        """

    /// What the file above needs where records lack a field.
    static let teamsAssumptions = ["team=none", "user=nobody", "max_tokens=2048"]
}

extension SlowCall {
    fileprivate var isComplex: Bool {
        let wanted = "komplexe Analyse"
        if let system = fields["system"] as? String { return system.contains(wanted) }
        return (fields["system_contains"] as? [String: Any])?[wanted] as? Bool ?? false
    }
}
