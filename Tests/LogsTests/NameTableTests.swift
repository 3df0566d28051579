import Testing

@testable import Calls

@Suite("Names, operations, columns")
struct NameTableTests {
    @Test func sameBytesSameName() {
        let table = NameTable()
        #expect(table.count == 1)
        #expect(table.name(.none).isEmpty)
        let names = ["gpt-4.1", "gpt-4.1-mini", "é", "e\u{301}", "a", "A", " ", "😀", "\0", "a\0"]
        let ids = names.map { table.intern($0) }
        #expect(Set(ids).count == names.count)
        #expect(!ids.contains(.none))
        #expect(names.map { table.intern($0) } == ids)
        #expect(ids.map { Array(table.name($0).utf8) } == names.map { Array($0.utf8) })
        #expect(table.count == names.count + 1)
    }

    @Test("many names, through every growth of the table")
    func manyNames() {
        let table = NameTable()
        let names = (0..<20_000).map { "\($0)" + String(repeating: "x", count: $0 % 20) }
        let ids = names.map { table.intern($0) }
        #expect(ids.map(\.rawValue) == Array(1...20_000))
        #expect(names.map { table.intern($0) } == ids)
        #expect(ids.map { table.name($0) } == names)
    }

    /// Two tables number names as they come; the name brings them together.
    @Test func tablesAreIndependent() {
        let (first, second) = (NameTable(), NameTable())
        _ = first.intern("a")
        #expect(first.intern("b") != second.intern("b"))
        #expect(first.name(first.intern("b")) == second.name(second.intern("b")))
    }

    private func operation(_ id: String) -> OperationID {
        var id = id
        return id.withUTF8 { OperationID($0) }
    }

    @Test("operations differ where their ids do, at all lengths around the words of the hash")
    func operations() {
        var ids: Set<OperationID> = []
        var texts: Set<String> = []
        for length in 0...40 {
            for filling in ["a", "b", "\0", "ÿ"] {
                let text = String(repeating: filling, count: length)
                texts.insert(text)
                ids.insert(operation(text))
                for changed in 0..<length {
                    var characters = Array(text)
                    characters[changed] = "x"
                    texts.insert(String(characters))
                    ids.insert(operation(String(characters)))
                }
            }
        }
        for number in 0..<50_000 {
            texts.insert("o-\(number)")
            ids.insert(operation("o-\(number)"))
        }
        #expect(ids.count == texts.count)
        #expect(!ids.contains(.none))
    }

    @Test("an operation's identity is the same in every run and on every machine")
    func stableOperations() {
        #expect(operation("o-1").rawValue == operation("o-1").rawValue)
        #expect(String(operation("o-1").rawValue, radix: 16) == "9392a8dfcb3d7e09ded0a30601442e65")
    }

    @Test func columnsKeepTheirRows() {
        let column = Column(rows: 5, filledWith: Int64(7))
        #expect((0..<5).map { column[$0] } == [7, 7, 7, 7, 7])
        for row in 0..<5 { column[row] = Int64(row) }
        #expect((0..<5).map { column.base[$0] } == [0, 1, 2, 3, 4])
    }

    @Test("flags are what went into them", arguments: UsageState.allCases, [true, false])
    func flags(usage: UsageState, isFailed: Bool) {
        for hasCost in [true, false] {
            let flags = CallFlags(usage: usage, isFailed: isFailed, hasRecordedCost: hasCost)
            #expect(flags.usage == usage)
            #expect(flags.isFailed == isFailed)
            #expect(flags.hasRecordedCost == hasCost)
            #expect(CallFlags(rawValue: flags.rawValue | 0xF0) == flags)
        }
    }
}
