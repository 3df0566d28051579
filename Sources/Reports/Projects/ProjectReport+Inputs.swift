import Finance
import Pricing

/// What went into a project, and where each value comes from.
extension ProjectReport {
    private struct Row {
        let title: Phrase
        let value: Phrase
        let origin: Phrase
    }

    var inputs: ReportDocument.Section {
        let fields: [TableField<Row>] = [
            .text("input", \.title), TableField("value", .count) { .text($0.value) },
            .text("from", \.origin),
        ]
        return ReportDocument.Section(
            title: "Inputs", blocks: [.table(Table(of: savingRows + costRows + otherRows, fields))])
    }

    private var savingRows: [Row] {
        let saving = project.saving
        let origin: Phrase = "\(name: saving.origin.description)"
        var rows: [Row] = []
        if let before = saving.before, let after = saving.after {
            rows.append(
                Row(title: "paid a month now", value: Phrase(scaled(before)), origin: origin))
            rows.append(
                Row(title: "paid a month then", value: Phrase(scaled(after)), origin: origin))
        }
        if let volume = saving.volume {
            rows.append(
                Row(
                    title: "tokens a month",
                    value: Phrase((saving.isScaled ? "≈ " : "") + Numbers.grouped(volume)),
                    origin: origin)
            )
        }
        return rows + [
            Row(
                title: "saving a month", value: Phrase(scaled(saving.saved)),
                origin: "\(origin): \(Phrase(markup: saving.method))")
        ]
    }

    private var costRows: [Row] {
        [ScenarioInput.hours, .hourlyRate, .migration, .licence, .operations].map(row)
    }

    private var otherRows: [Row] {
        let scenario = project.scenario
        let convention = scenario.convention
        let revenue = scenario.revenue.map { value in
            Row(
                title: "revenue a month", value: Phrase(text.value(value, of: .operations)),
                origin: "\(name: value.origin.description)")
        }
        return [
            row(.term), row(.discountRate),
            Row(
                title: "a month's discount rate",
                value: "\(convention.rawValue), \(convention.formula)",
                origin: Self.phrase(scenario.conventionOrigin)),
            row(.growth),
        ] + (revenue.map { [$0] } ?? [])
    }

    private func row(_ input: ScenarioInput) -> Row {
        let value: ScenarioValue? =
            switch input {
            case .term: project.term
            case .discountRate: project.discountRate
            default: project.scenario.values[input]
            }
        guard let value else {
            return Row(title: Phrase(input.title), value: "–", origin: "not given: counted as none")
        }
        return Row(
            title: Phrase(input.title), value: Phrase(text.value(value, of: input)),
            origin: Self.phrase(value.origin))
    }

    private static func phrase(_ origin: Origin) -> Phrase {
        origin == .standard ? "not given: the usual value" : "\(name: origin.description)"
    }
}
