import Calls
import Crypto
import Foundation

/// Gives the names of one field of a file their codes, in the order of their appearance.
struct FileNames {
    private let known = NameTable()
    /// The codes of the names of the block that is being taken, plus one; 0 where there is none yet.
    private var codes: [UInt32] = []
    private var numbering: NameTable?
    /// The names that are not in the store yet.
    private(set) var page = NamePage()

    /// - Parameter names: What the store has by code, the first for a name that is lacking.
    init(_ names: [[UInt8]] = [[]]) {
        for name in names.dropFirst() {
            _ = name.withUnsafeBufferPointer { known.intern($0) }
        }
    }

    /// The code of a name of a block.
    @inline(__always)
    mutating func code(_ id: NameID, in names: NameTable) -> Int64 {
        if id == .none { return 0 }
        if numbering === names, id.rawValue < codes.count, codes[Int(id.rawValue)] > 0 {
            return Int64(codes[Int(id.rawValue)] - 1)
        }
        return add(id, in: names)
    }

    @inline(never)
    private mutating func add(_ id: NameID, in names: NameTable) -> Int64 {
        if numbering !== names { (codes, numbering) = ([], names) }
        while codes.count < names.count { codes.append(0) }
        let before = known.count
        let code = known.intern(names.name(id))
        if known.count > before { page.append(Array(names.name(id).utf8)) }
        codes[Int(id.rawValue)] = code.rawValue + 1
        return Int64(code.rawValue)
    }

    /// The names that are not in the store yet, which then are.
    mutating func takePage() -> NamePage? {
        guard !page.names.isEmpty else { return nil }
        defer { page = NamePage() }
        return page
    }
}

/// Gives the full texts of a file their codes; they are told by their SHA-256, for they would fill
/// the memory.
struct FileTexts {
    private var codes: [SHA256.Digest: Int64] = [:]
    /// The texts that are not in the store yet.
    private(set) var page = NamePage()

    /// - Parameter texts: What the store has by code, the first for a text that is not known.
    init(_ texts: [[UInt8]] = [[]]) {
        for text in texts.dropFirst() { codes[SHA256.hash(data: text)] = Int64(codes.count + 1) }
    }

    /// The code of a text; 0 for one that is not known.
    mutating func code(_ text: UnsafeBufferPointer<UInt8>?) -> Int64 {
        guard let text else { return 0 }
        var hasher = SHA256()
        hasher.update(bufferPointer: UnsafeRawBufferPointer(text))
        let digest = hasher.finalize()
        if let known = codes[digest] { return known }
        let code = Int64(codes.count + 1)
        codes[digest] = code
        page.append(Array(text))
        return code
    }

    /// The texts that are not in the store yet, which then are.
    mutating func takePage() -> NamePage? {
        guard !page.names.isEmpty else { return nil }
        defer { page = NamePage() }
        return page
    }
}
