/// What becomes of tokens read from a cache where a call moves to another model.
public enum CacheAssumption: String, CaseIterable, Hashable, Sendable {
    /// They are read from the other model's cache just so.
    case kept
    /// They are plain input there; not cache writes, which some vendors bill higher.
    case lost
    /// They are plain input unless the session's call before went to the same model; a session's
    /// first call loses them if it moves. Calls that used nothing do not count as calls before.
    case session
}
