import Calls
import Pricing
import Routing

/// A block of logged calls as the features that a policy looks at.
struct BlockFeatures: FeatureColumns {
    let block: CallBlock
    /// The block's text columns by what is looked for.
    let textColumns: [TextProbe: Int]
    /// What is computed from the block.
    let derived: DerivedColumns

    var rows: Int { block.count }
    var nameCount: Int { block.names.count }
    var ids: UnsafePointer<UInt128> {
        UnsafeRawPointer(block.id.base).assumingMemoryBound(to: UInt128.self)
    }

    func name(_ id: UInt32) -> String { block.names.name(NameID(rawValue: id)) }

    func numbers(_ feature: NumericFeature) -> NumberColumn { .int64(column(feature)) }

    func column(_ feature: NumericFeature) -> UnsafePointer<Int64> {
        switch feature {
        case .contentLength: UnsafePointer(block.contentLength.base)
        case .messageCount: UnsafePointer(block.messageCount.base)
        case .maxTokens: UnsafePointer(block.maxTokens.base)
        case .latency: UnsafePointer(block.latency.base)
        case .promptTokens, .hour, .completionTokens, .cost: derived.numbers(feature)
        }
    }

    func names(_ feature: NameFeature) -> UnsafePointer<UInt32> {
        switch feature {
        case .model: block.model.rawValues
        case .user: block.user.rawValues
        case .team: block.team.rawValues
        case .session: block.session.rawValues
        case .serviceTier: block.serviceTier.rawValues
        case .weekday: derived.weekdays
        case .tag(let key): block.tagColumn(key.text).rawValues
        }
    }

    func truths(_ feature: FlagFeature) -> UnsafePointer<UInt8> {
        switch feature {
        case .failed: derived.failed
        }
    }

    /// - Precondition: the probe is one of the policies that the demand was made for.
    func truths(_ probe: TextProbe) -> UnsafePointer<UInt8> {
        guard let column = textColumns[probe] else {
            preconditionFailure("a policy looks for a text that the demand does not name")
        }
        return block.texts[column].rawValues
    }
}

extension CallBlock {
    /// - Precondition: the demand names the tag.
    func tagColumn(_ key: String) -> Column<NameID> {
        guard let index = demand.tags.firstIndex(where: { $0.exact == key.exact }) else {
            preconditionFailure("a tag that the demand does not name")
        }
        return tags[index]
    }
}

extension Column where Element == NameID {
    /// The ids as plain integers; `NameID` wraps exactly one.
    var rawValues: UnsafePointer<UInt32> {
        UnsafeRawPointer(base).assumingMemoryBound(to: UInt32.self)
    }
}

extension Column where Element == TextPresence {
    /// The truths as plain bytes: `TextPresence` has the bits of `Truth`.
    var rawValues: UnsafePointer<UInt8> {
        UnsafeRawPointer(base).assumingMemoryBound(to: UInt8.self)
    }
}
