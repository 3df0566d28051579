extension PlanFile {
    /// A plan with comments, to start from.
    public static var example: String {
        String(decoding: PackageResources.example_yaml, as: UTF8.self)
    }
}
