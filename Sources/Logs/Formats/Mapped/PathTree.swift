/// The paths of a mapping as a tree, so that a record is walked through once.
struct PathTree {
    private struct Node {
        var names: [String] = []
        var children: [Int] = []
        var keys = KeyTable([])
        var path: [String] = []
        /// The paths that end here.
        var ends: [Int] = []
    }

    /// The node at which a record begins.
    static let root = 0

    private var nodes = [Node()]

    /// The tree of some paths, which are told by their positions.
    init(_ paths: [[String]]) {
        for (index, path) in paths.enumerated() {
            var node = Self.root
            for name in path { node = child(name, of: node) }
            nodes[node].ends.append(index)
        }
        for index in nodes.indices { nodes[index].keys = KeyTable(nodes[index].names) }
    }

    private mutating func child(_ name: String, of node: Int) -> Int {
        if let position = nodes[node].names.firstIndex(of: name) {
            return nodes[node].children[position]
        }
        nodes.append(Node())
        nodes[nodes.count - 1].path = nodes[node].path + [name]
        nodes[node].names.append(name)
        nodes[node].children.append(nodes.count - 1)
        return nodes.count - 1
    }

    /// The paths that end at a node.
    func ends(at node: Int) -> [Int] { nodes[node].ends }

    /// Whether paths lead on from a node.
    func leadsOn(from node: Int) -> Bool { !nodes[node].children.isEmpty }

    /// The keys that lead to a node.
    func path(to node: Int) -> String { nodes[node].path.joined(separator: ".") }

    /// Moves to the next member of an object that a path leads to, and gives its node.
    mutating func next(
        _ cursor: inout JSONCursor, _ members: inout KeyTable.Members, at node: Int
    ) throws(BadLine) -> Int? {
        guard let key = try nodes[node].keys.next(&cursor, &members) else { return nil }
        return nodes[node].children[key]
    }

    /// The node of a list's element, where a path leads to it.
    func child(at position: Int, of node: Int) -> Int? {
        let name = String(position)
        return nodes[node].names.firstIndex(of: name).map { nodes[node].children[$0] }
    }
}
