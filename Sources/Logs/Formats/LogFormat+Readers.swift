extension LogFormat {
    /// The reader's type: it knows its format's page and shape.
    var reader: any RecordReader.Type {
        switch self {
        case .native: NativeReader.self
        case .openai: OpenAIReader.self
        case .azure: AzureReader.self
        }
    }

    /// The loop over lines, compiled for the reader by itself: naming the types here is what makes
    /// it fast.
    func makeLoop(_ desk: ReadingDesk) -> any LineLoop {
        switch self {
        case .native: ReaderLoop<NativeReader>(desk)
        case .openai: ReaderLoop<OpenAIReader>(desk)
        case .azure: ReaderLoop<AzureReader>(desk)
        }
    }

    /// The format's page.
    public var guide: FormatGuide { reader.guide }
}
