import Foundation
import Replay
import Reports

#if canImport(FoundationXML)
import FoundationXML
#endif

/// An HTML report, read as strictly as XML is.
final class HTMLPage: NSObject, XMLParserDelegate {
    /// An element with its attributes and all the text in it.
    final class Element {
        let name: String
        let attributes: [String: String]
        fileprivate(set) var text = ""
        fileprivate(set) var children: [Element] = []

        init(_ name: String, _ attributes: [String: String]) {
            (self.name, self.attributes) = (name, attributes)
        }

        /// The elements of a name in it, however deep.
        func all(_ name: String) -> [Element] {
            children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
        }

        func all(_ name: String, class style: String) -> [Element] {
            all(name).filter {
                $0.attributes["class"]?.split(separator: " ").contains(Substring(style)) == true
            }
        }
    }

    struct NotWellFormed: Error, CustomStringConvertible {
        let description: String
    }

    let source: String
    let root = Element("", [:])
    private var open: [Element] = []

    init(_ source: String) throws {
        self.source = source
        super.init()
        open = [root]
        let parser = XMLParser(data: Data(source.utf8))
        parser.delegate = self
        guard parser.parse() else {
            throw NotWellFormed(
                description: "line \(parser.lineNumber): \(String(describing: parser.parserError))")
        }
    }

    func all(_ name: String) -> [Element] { root.all(name) }

    func all(_ name: String, class style: String) -> [Element] { root.all(name, class: style) }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        let element = Element(name, attributes)
        open.last?.children.append(element)
        open.append(element)
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        for element in open { element.text += text }
    }
}

/// What stands at the end of the tests' reports.
let provenance = Provenance(
    version: "1.2.3", command: "tollgate replay '<b>.jsonl'",
    inputs: [
        Provenance.Input(kind: "log", name: "<b>.jsonl", bytes: 1_234, sha256: "ab12"),
        Provenance.Input(kind: "log", name: "standard input"),
    ],
    sources: [
        Provenance.Source(
            kind: "policy", name: "router", sha256: "cd34", text: "rules:\n\t- \"</pre>\" & more\n")
    ])

extension PrintedReport {
    func page() throws -> HTMLPage { try HTMLPage(html(provenance: provenance)) }
}
