import Calls

/// The names that a span or a resource tells and that calls inherit: the user, the team, the
/// session and the demanded tags.
struct SpanNames {
    /// Whether a run asks for any of them.
    static func areWanted(_ demand: Demand) -> Bool {
        !demand.fields.isDisjoint(with: [.user, .team, .session]) || !demand.tags.isEmpty
    }

    private static let firstTag = 3

    private let demand: Demand
    private var readers: [NameReader]
    private var names: [NameID]
    private var endUser = NameID.none
    private var plainSession = NameID.none

    init(demand: Demand, names table: NameTable) {
        self.demand = demand
        let count = Self.firstTag + demand.tags.count
        readers = Array(repeating: NameReader(table), count: count)
        names = Array(repeating: .none, count: count)
    }

    mutating func reset() {
        for index in names.indices { names[index] = .none }
        (endUser, plainSession) = (.none, .none)
    }

    /// Notes an attribute that tells a name, if the run asks for it.
    mutating func note(_ attribute: SpanAttribute, _ value: AnyValue) throws(BadLine) {
        switch attribute {
        case .user where demand.fields.contains(.user):
            names[0] = readers[0].id(try value.written)
        case .endUser where demand.fields.contains(.user):
            endUser = readers[0].id(try value.written)
        case .team where demand.fields.contains(.team):
            names[1] = readers[1].id(try value.written)
        case .conversation where demand.fields.contains(.session):
            names[2] = readers[2].id(try value.written)
        case .session where demand.fields.contains(.session):
            plainSession = readers[2].id(try value.written)
        default: break
        }
    }

    /// Notes an attribute that is a demanded tag.
    mutating func noteTag(_ column: Int, _ value: AnyValue) throws(BadLine) {
        let index = Self.firstTag + column
        names[index] = readers[index].id(try value.written)
    }

    /// The names; empty where there are none.
    var all: [NameID] {
        var all = names
        if all[0] == .none { all[0] = endUser }
        if all[2] == .none { all[2] = plainSession }
        return all.allSatisfy { $0 == .none } ? [] : all
    }

    /// These names and, where they lack one, the others.
    static func merged(_ names: [NameID], over others: [NameID]) -> [NameID] {
        if names.isEmpty { return others }
        if others.isEmpty { return names }
        return zip(names, others).map { $0 == .none ? $1 : $0 }
    }
}

extension RecordDraft {
    /// Its names in the order of `SpanNames`.
    var names: [NameID] {
        get { [record.user, record.team, record.session] + tags }
        set {
            guard newValue.count == 3 + tags.count else { return }
            (record.user, record.team, record.session) = (newValue[0], newValue[1], newValue[2])
            for index in tags.indices { tags[index] = newValue[3 + index] }
        }
    }
}
