extension LogFormat {
    /// The format of a file, by its beginning.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - options: How it is to be read.
    /// - Returns: The format; nil where there are but blank lines.
    /// - Throws: `LogError` where the file can't be read, or no format has its shape.
    public static func told(
        ofFile path: String, _ options: ReadingOptions
    ) throws(LogError) -> LogFormat? {
        try OpenInput.shape(ofFile: path, options)?.format
    }
}
