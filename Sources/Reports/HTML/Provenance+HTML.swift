extension Provenance {
    /// The last section of a report.
    var html: Markup {
        let command = ReportDocument.Block.commands([self.command])
        return HTMLLayout.section(
            title: "How this report was made", id: "provenance",
            Markup.element("p", [:], .text("Tollgate \(version) made it, by this command:")).onLine
                + HTMLLayout.block(command, in: "Command")
                + (inputs.isEmpty ? .empty : table.html(title: "What was read"))
                + sources.map(\.html).joined())
    }

    private var table: Table {
        Table(
            of: inputs,
            [
                .text("read") { Phrase($0.kind) },
                .name("name") { $0.name },
                TableField("bytes", .count) { $0.bytes.map { .count($0) } ?? .none },
                .text("SHA-256") { $0.sha256.map { .name($0) } ?? "not hashed" },
            ])
    }
}

extension Provenance.Source {
    fileprivate var html: Markup {
        let title: Phrase = "\(kind) \(name: name)"
        return .element(
            "details", [:],
            Markup.element(
                "summary", [:],
                title.html + .text(", SHA-256 ") + .element("code", [:], .text(sha256))
            ).onLine + HTMLLayout.code(.lines(text), title: "Text of \(title.unmarked)")
        ).onLine
    }
}
