extension LogFormat {
    /// The reader's type: it knows its format's page and shape.
    var reader: any RecordReader.Type {
        switch self {
        case .native: NativeReader.self
        case .openai: OpenAIReader.self
        case .azure: AzureReader.self
        case .litellmPayload: LiteLLMPayloadReader.self
        case .litellmSpend: LiteLLMSpendReader.self
        case .langfuse: LangfuseReader.self
        case .mooncake: MooncakeReader.self
        }
    }

    /// The loop over lines, compiled for the reader by itself: naming the types here is what makes
    /// it fast.
    func makeLoop(_ desk: ReadingDesk) -> any LineLoop {
        switch self {
        case .native: ReaderLoop<NativeReader>(desk)
        case .openai: ReaderLoop<OpenAIReader>(desk)
        case .azure: ReaderLoop<AzureReader>(desk)
        case .litellmPayload: ReaderLoop<LiteLLMPayloadReader>(desk)
        case .litellmSpend: ReaderLoop<LiteLLMSpendReader>(desk)
        case .langfuse: ReaderLoop<LangfuseReader>(desk)
        case .mooncake: ReaderLoop<MooncakeReader>(desk)
        }
    }

    /// The format's page.
    public var guide: FormatGuide { reader.guide }
}
