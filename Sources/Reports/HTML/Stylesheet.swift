/// How HTML reports look.
enum Stylesheet {
    static var rules: String { String(decoding: PackageResources.report_css, as: UTF8.self) }
}
