internal import Yams

extension Composer {
    /// The parser's error as one line at the line where it arose.
    func syntaxError(_ error: any Error) -> DocumentError {
        guard let error = error as? YamlError else {
            return failure(at: 1, "is not valid YAML: \(error)")
        }
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _):
            let during = context.map { " \($0.text)" } ?? ""
            return failure(at: mark.line, "is not valid YAML: \(problem)\(during)")
        case .composer(_, let problem, let mark, _):
            let message =
                problem.contains("another document")
                ? "holds a second document; expected one" : "is not valid YAML: \(problem)"
            return failure(at: mark.line, message)
        case .reader(let problem, let offset, _, let yaml):
            let line = yaml.prefix(offset ?? 0).count(where: \.isNewline) + 1
            return failure(at: line, "is not valid YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            let name = keys.first ?? ""
            return failure(
                at: context.mark.line, "has the key \(quoted(name)) more than once in one mapping")
        default:
            return failure(at: 1, "is not valid YAML: \(error)")
        }
    }

    private func failure(at line: Int, _ message: String) -> DocumentError {
        DocumentError(place: Place(file: name, line: line), message: message)
    }
}
