import Calls
import Routing

/// A block of logged calls as the features that a policy looks at.
struct BlockFeatures: FeatureColumns {
    let block: CallBlock
    /// The block's text columns by what is looked for.
    let textColumns: [TextProbe: Int]

    var rows: Int { block.count }
    var nameCount: Int { block.names.count }

    func name(_ id: UInt32) -> String { block.names.name(NameID(rawValue: id)) }

    func numbers(_ feature: NumericFeature) -> NumberColumn {
        .int64(UnsafePointer(column(feature).base))
    }

    func column(_ feature: NumericFeature) -> Column<Int64> {
        switch feature {
        case .contentLength: block.contentLength
        case .messageCount: block.messageCount
        case .maxTokens: block.maxTokens
        }
    }

    func names(_ feature: NameFeature) -> UnsafePointer<UInt32> {
        switch feature {
        case .model: block.model.rawValues
        case .user: block.user.rawValues
        case .team: block.team.rawValues
        case .session: block.session.rawValues
        case .serviceTier: block.serviceTier.rawValues
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
