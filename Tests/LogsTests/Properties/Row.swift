import Calls
import Pricing

/// A row of a block as plain values, names spelled out.
struct Row: Hashable {
    var time = ""
    var model = ""
    var servedModel = ""
    var serviceTier = ""
    var user = ""
    var team = ""
    var session = ""
    var operation = OperationID.none
    var tokens = TokenUsage.zero
    var usage = UsageState.known
    var isFailed = false
    var cost: Money?
    var contentLength: Int64?
    var messageCount: Int64?
    var maxTokens: Int64?
    var promptEstimate: Int64?
    var latency: Int64?
    var timeToFirstToken: Int64?
    var texts: [TextPresence] = []
    var tags: [String] = []
    /// None where the demand does not ask for it.
    var id = RecordID.none
}

extension Row {
    init(_ block: CallBlock, _ row: Int) {
        func known(_ column: Column<Int64>) -> Int64? {
            column[row] == CallBlock.unknownNumber ? nil : column[row]
        }
        time = Timestamp(nanoseconds: block.time[row]).rfc3339
        model = block.names.name(block.model[row])
        servedModel = block.names.name(block.servedModel[row])
        serviceTier = block.names.name(block.serviceTier[row])
        user = block.names.name(block.user[row])
        team = block.names.name(block.team[row])
        session = block.names.name(block.session[row])
        operation = block.operation[row]
        tokens = block.usage[row]
        let flags = block.flags[row]
        usage = flags.usage
        isFailed = flags.isFailed
        cost = flags.hasRecordedCost ? Money(attos: block.recordedCost[row]) : nil
        contentLength = known(block.contentLength)
        messageCount = known(block.messageCount)
        maxTokens = known(block.maxTokens)
        promptEstimate = known(block.promptEstimate)
        latency = known(block.latency)
        timeToFirstToken = known(block.timeToFirstToken)
        texts = block.texts.map { $0[row] }
        tags = block.tags.map { block.names.name($0[row]) }
        if block.demand.fields.contains(.id) { id = block.id[row] }
    }
}

/// Keeps every row.
final class RowCollector: BlockConsumer {
    private var rows: [Row] = []
    private let refusedModel: String?

    /// - Parameter refusedModel: The model whose first row is refused.
    init(refusing refusedModel: String? = nil) { self.refusedModel = refusedModel }

    func consume(_ block: CallBlock) throws(RowFault) {
        for row in 0..<block.count {
            let values = Row(block, row)
            if let refusedModel, values.model == refusedModel {
                throw RowFault(row: row, message: "\(refusedModel) is refused")
            }
            rows.append(values)
        }
    }

    func partial() -> [Row] { rows }
}
