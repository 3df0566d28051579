/// The page from which a bundle's files are reached.
struct BundleIndex {
    let files: [ReportBundle.File]
    let missing: [BundleManifest.Missing]

    var html: String {
        let links = files.map { "<li><a href=\"\($0.name)\">\($0.name)</a> – \($0.about)</li>\n" }
        let absent = missing.map { "<li>no \($0.name): \($0.reason)</li>\n" }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"/><title>tollgate report</title></head>
            <body><h1>tollgate report</h1>
            <ul>
            \((links + absent).joined())</ul>
            </body></html>

            """
    }
}
