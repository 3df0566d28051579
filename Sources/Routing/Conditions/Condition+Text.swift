import Pricing

extension Condition: CustomStringConvertible {
    /// The condition in its canonical spelling; parsing that gives the same condition.
    public var description: String {
        switch self {
        case .number(let feature, let comparison, let operand):
            "\(feature.rawValue) \(comparison.rawValue) "
                + (operand.parameter ?? feature.text(of: operand.value))
        case .name(let feature, let test): "\(feature) \(test)"
        case .flag(let feature): feature.rawValue
        case .text(let probe): "\(probe.feature.rawValue) contains \(Self.quoted(probe.needle))"
        case .not(let part): "not \(part.grouped)"
        case .all(let parts): parts.map(\.grouped).joined(separator: " and ")
        case .any(let parts): parts.map(\.groupedInAny).joined(separator: " or ")
        }
    }

    private var grouped: String {
        switch self {
        case .all, .any: "(\(self))"
        default: description
        }
    }

    private var groupedInAny: String {
        if case .all = self { description } else { grouped }
    }

    /// Text between double quotes, on one line, as the parser reads it.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension Condition.NameTest: CustomStringConvertible {
    /// The test as it stands after the name of the feature.
    public var description: String {
        switch self {
        case .equals(let name): "= \(Condition.quoted(name))"
        case .differs(let name): "!= \(Condition.quoted(name))"
        case .contains(let part): "contains \(Condition.quoted(part))"
        case .isIn(let names): "in [\(names.map(Condition.quoted).joined(separator: ", "))]"
        }
    }
}

extension NameFeature: CustomStringConvertible {
    /// The feature as conditions spell it.
    public var description: String {
        guard case .tag(let key) = self, !ConditionLexer.isWord(key.text) else { return name }
        return Self.tagPrefix + Condition.quoted(key.text)
    }
}
