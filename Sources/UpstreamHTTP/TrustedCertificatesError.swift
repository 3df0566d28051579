/// A file that has no certificates to trust.
public struct TrustedCertificatesError: Error, Hashable, CustomStringConvertible {
    /// The file.
    public let path: String

    /// What is wrong, and what was expected.
    public var description: String {
        "\(path): no certificates can be read; expected a PEM file with at least one CERTIFICATE"
    }
}
