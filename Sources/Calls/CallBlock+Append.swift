public import Pricing

extension CallBlock {
    /// Whether a call at this time lies in the demanded period.
    public func accepts(_ instant: Timestamp) -> Bool { demand.includes(instant) }

    /// Adds a record as the next row; one without a time or outside the period is left out.
    ///
    /// - Precondition: the block is not full.
    public func append(
        _ record: borrowing CallRecord, texts presences: [TextPresence], tags tagValues: [NameID],
        messages: MessageTexts = MessageTexts(), idText text: [UInt8]? = nil
    ) {
        guard let instant = record.time, accepts(instant) else { return }
        let row = count
        count = row + 1
        time[row] = instant.nanoseconds
        line[row] = record.line
        model[row] = record.model
        servedModel[row] = record.servedModel
        serviceTier[row] = record.serviceTier
        operation[row] = record.operation
        usage[row] = record.usage
        recordedCost[row] = record.recordedCost?.attos ?? 0
        flags[row] = CallFlags(
            usage: record.usageState, isFailed: record.isFailed,
            hasRecordedCost: record.recordedCost != nil)
        appendFeatures(record, at: row)
        for index in texts.indices { texts[index][row] = presences[index] }
        for index in tags.indices { tags[index][row] = tagValues[index] }
        if hasIDText { idText.set(row, to: text) }
        guard hasMessages else { return }
        systemText.set(row, to: messages.system)
        lastText.set(row, to: messages.last)
    }

    private func appendFeatures(_ record: borrowing CallRecord, at row: Int) {
        user[row] = record.user
        team[row] = record.team
        session[row] = record.session
        contentLength[row] = record.contentLength ?? Self.unknownNumber
        messageCount[row] = record.messageCount ?? Self.unknownNumber
        maxTokens[row] = record.maxTokens ?? Self.unknownNumber
        if hasDetails { appendDetails(record, at: row) }
    }

    private func appendDetails(_ record: borrowing CallRecord, at row: Int) {
        id[row] = record.id
        tagSet[row] = record.tagSet
        promptEstimate[row] = record.promptEstimate ?? Self.unknownNumber
        latency[row] = record.latency ?? Self.unknownNumber
        timeToFirstToken[row] = record.timeToFirstToken ?? Self.unknownNumber
    }
}

extension CallBlock {
    /// Leaves out the rows that `isKept` refuses; it is asked once for each, in order.
    public func keep(_ isKept: (Int) -> Bool) {
        var kept = 0
        for row in 0..<count where isKept(row) {
            if kept != row { move(row, to: kept) }
            kept += 1
        }
        count = kept
    }

    private func move(_ row: Int, to place: Int) {
        time[place] = time[row]
        line[place] = line[row]
        for column in [model, servedModel, serviceTier, user, team, session, tagSet] + tags {
            column[place] = column[row]
        }
        id[place] = id[row]
        operation[place] = operation[row]
        flags[place] = flags[row]
        usage[place] = usage[row]
        recordedCost[place] = recordedCost[row]
        let numbers = [contentLength, messageCount, maxTokens, latency, timeToFirstToken]
        for column in numbers + [promptEstimate] {
            column[place] = column[row]
        }
        for column in texts { column[place] = column[row] }
        if hasIDText { idText.move(row, to: place) }
        guard hasMessages else { return }
        systemText.move(row, to: place)
        lastText.move(row, to: place)
    }
}
