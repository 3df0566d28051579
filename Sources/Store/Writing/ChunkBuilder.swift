import Calls
import Pricing

/// Collects the rows of a chunk as columns.
struct ChunkBuilder {
    /// How many rows a full chunk has.
    static let capacity = 65_536

    private(set) var count = 0
    /// By the numbers of the fields; empty where there is no such field.
    private var integers: [[Int64]]
    private var presences: [[Int64]]
    private var costs = [Int128](repeating: 0, count: capacity)
    private var ids = [UInt128](repeating: 0, count: capacity)
    private var operations = [UInt128](repeating: 0, count: capacity)
    private let keepsText: Bool

    /// A builder that keeps, for so many texts, whether the messages contain them.
    init(texts: Int, keepsText: Bool) {
        let blank = [Int64](repeating: 0, count: Self.capacity)
        integers = Array(repeating: [], count: 32)
        for field in StoredField.numbers + StoredField.names { integers[field.rawValue] = blank }
        presences = Array(repeating: blank, count: texts)
        self.keepsText = keepsText
        if keepsText {
            integers[StoredField.systemText.rawValue] = blank
            integers[StoredField.lastText.rawValue] = blank
        }
    }

    /// Takes as many rows of a block as there is room for, from one on.
    ///
    /// - Returns: The first row that was not taken.
    mutating func take(_ block: CallBlock, from first: Int, _ names: inout NamesOfFile) -> Int {
        let rows = first..<min(block.count, first + Self.capacity - count)
        takeNumbers(block, rows)
        takeUsage(block, rows)
        for (index, field) in StoredField.names.enumerated() {
            let column = block.column(field)
            fill(field, rows) { names.byField[index].code(column[$0], in: block.names) }
        }
        if keepsText {
            fill(.systemText, rows) { block.systemText.withText($0) { names.system.code($0) } }
            fill(.lastText, rows) { block.lastText.withText($0) { names.last.code($0) } }
        }
        for (place, row) in zip(count..., rows) {
            costs[place] = block.recordedCost[row]
            ids[place] = block.id[row].rawValue
            operations[place] = block.operation[row].rawValue
        }
        for index in presences.indices {
            let column = block.texts[index]
            for (place, row) in zip(count..., rows) {
                presences[index][place] = Int64(column[row].rawValue)
            }
        }
        count += rows.count
        return rows.upperBound
    }

    private mutating func takeNumbers(_ block: CallBlock, _ rows: Range<Int>) {
        fill(.time, rows) { block.time[$0] }
        fill(.flags, rows) { Int64(block.flags[$0].rawValue) }
        fill(.contentLength, rows) { block.contentLength[$0] }
        fill(.messageCount, rows) { block.messageCount[$0] }
        fill(.maxTokens, rows) { block.maxTokens[$0] }
        fill(.latency, rows) { block.latency[$0] }
        fill(.timeToFirstToken, rows) { block.timeToFirstToken[$0] }
    }

    private mutating func takeUsage(_ block: CallBlock, _ rows: Range<Int>) {
        fill(.input, rows) { Int64(block.usage[$0].input) }
        fill(.cacheRead, rows) { Int64(block.usage[$0].cacheRead) }
        fill(.cacheWrite5m, rows) { Int64(block.usage[$0].cacheWrite5m) }
        fill(.cacheWrite1h, rows) { Int64(block.usage[$0].cacheWrite1h) }
        fill(.output, rows) { Int64(block.usage[$0].output) }
        fill(.reasoning, rows) { Int64(block.usage[$0].reasoning) }
    }

    @inline(__always)
    private mutating func fill(
        _ field: StoredField, _ rows: Range<Int>, _ value: (Int) -> Int64
    ) {
        integers[field.rawValue].withUnsafeMutableBufferPointer { [count] target in
            for (place, row) in zip(count..., rows) { target[place] = value(row) }
        }
    }

    /// The columns by number, packed; the builder is then empty.
    mutating func takeColumns() -> [(field: Int, data: [UInt8])] {
        var columns: [(field: Int, data: [UInt8])] = []
        for (field, values) in integers.enumerated() where !values.isEmpty {
            let values = Array(values[..<count])
            columns.append(
                (field, PackedColumn.packed(values, unknown: CallBlock.unknownNumber)))
        }
        for (index, values) in presences.enumerated() {
            columns.append(
                (
                    StoredField.presence(ofText: index),
                    PackedColumn.packed(Array(values[..<count]))
                ))
        }
        columns += [
            (StoredField.recordedCost.rawValue, PackedColumn.packed(Array(costs[..<count]))),
            (StoredField.id.rawValue, PackedColumn.packed(Array(ids[..<count]))),
            (StoredField.operation.rawValue, PackedColumn.packed(Array(operations[..<count]))),
        ]
        count = 0
        return columns
    }

    /// The earliest and the latest call.
    var period: ClosedRange<Timestamp>? {
        let times = integers[StoredField.time.rawValue][..<count]
        guard let first = times.min(), let last = times.max() else { return nil }
        return Timestamp(nanoseconds: first)...Timestamp(nanoseconds: last)
    }
}

/// The names and texts of the file that is being taken.
struct NamesOfFile {
    /// In the order of `StoredField.names`.
    var byField = StoredField.names.map { _ in FileNames() }
    var system = FileTexts()
    var last = FileTexts()
}

extension CallBlock {
    /// The column of a field whose values are names.
    func column(_ field: StoredField) -> Column<NameID> {
        switch field {
        case .servedModel: servedModel
        case .serviceTier: serviceTier
        case .user: user
        case .team: team
        case .session: session
        case .tagSet: tagSet
        default: model
        }
    }
}
