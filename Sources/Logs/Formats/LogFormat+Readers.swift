import Calls

extension LogFormat {
    /// The type that knows its format's page and shape; the reader's, but for mapped formats.
    var reader: any LogKind.Type {
        switch self {
        case .native: NativeReader.self
        case .openai: OpenAIReader.self
        case .azure: AzureReader.self
        case .litellmPayload: LiteLLMPayloadReader.self
        case .litellmSpend: LiteLLMSpendReader.self
        case .langfuse: LangfuseReader.self
        case .claudeCode: ClaudeCodeReader.self
        case .otlp: OTLPReader.self
        case .openaiBatch: OpenAIBatchReader.self
        case .helicone: HeliconeReader.self
        case .burstgpt: BurstGPTReader.self
        case .mooncake: MooncakeReader.self
        case .csv: MappedCSV.self
        case .jsonl: MappedJSONLines.self
        }
    }

    /// The loop over lines, compiled for the reader by itself: naming the types here is what makes
    /// it fast.
    func makeLoop(_ desk: ReadingDesk) -> LineLoop {
        switch self {
        case .native: LineLoop(ReaderLoop<RecordTaker<NativeReader>>(desk))
        case .openai: LineLoop(ReaderLoop<RecordTaker<OpenAIReader>>(desk))
        case .azure: LineLoop(ReaderLoop<RecordTaker<AzureReader>>(desk))
        case .litellmPayload: LineLoop(ReaderLoop<RecordTaker<LiteLLMPayloadReader>>(desk))
        case .litellmSpend: LineLoop(ReaderLoop<RecordTaker<LiteLLMSpendReader>>(desk))
        case .langfuse: LineLoop(ReaderLoop<RecordTaker<LangfuseReader>>(desk))
        case .claudeCode: LineLoop(ReaderLoop<PieceTaker<ClaudeCodeReader>>(desk))
        case .otlp: LineLoop(ReaderLoop<PieceTaker<OTLPReader>>(desk))
        case .openaiBatch: LineLoop(ReaderLoop<PieceTaker<OpenAIBatchReader>>(desk))
        case .helicone: LineLoop(ReaderLoop<RecordTaker<HeliconeReader>>(desk))
        case .burstgpt: LineLoop(ReaderLoop<RecordTaker<BurstGPTReader>>(desk))
        case .mooncake:
            if desk.demand.fields.contains(.sharedPrefixes) {
                LineLoop(ReaderLoop<PieceTaker<MooncakePrefixReader>>(desk))
            } else {
                LineLoop(ReaderLoop<RecordTaker<MooncakeReader>>(desk))
            }
        case .csv, .jsonl: LineLoop(ReaderLoop<MappedTaker>(desk))
        }
    }

    /// Makes calls of pieces, for formats whose lines are not calls by themselves.
    func join(_ pieces: consuming [CallPiece]) -> JoinedCalls {
        if self == .mooncake { return MooncakePrefixReader.joined(pieces) }
        guard let reader = reader as? any PieceReader.Type else {
            return JoinedCalls(calls: pieces)
        }
        return reader.joined(pieces)
    }

    /// Whether calls are put together from lines that may lie in several files.
    public var joinsFiles: Bool { reader is any PieceReader.Type }

    /// Whether each line can be read by itself, so that lines which are added to a log later can
    /// be read without those before; some assumptions look at earlier lines.
    public func readsLinesAlone(assuming assumptions: Assumptions) -> Bool {
        !(reader is any PieceReader.Type) && !(self == .mooncake && assumptions.sharesPrefixes)
    }

    /// Whether all tags of a record can be told without being asked for by name: any attribute of
    /// a trace may be one.
    public var listsAllTags: Bool { self != .otlp }

    /// The format's page.
    public var guide: FormatGuide { reader.guide }
}
