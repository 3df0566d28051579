import CZstd
import Foundation
import Testing

@testable import Logs

/// Logs packed with zstd read like plain ones, and damaged ones say so.
@Suite("zstd")
struct ZstdTests {
    private static let plain = Array(
        (Native.log(records: 4000).joined(separator: "\n") + "\n").utf8)

    private func pack(_ plain: ArraySlice<UInt8>) throws -> [UInt8] {
        var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(plain.count))
        let count = plain.withUnsafeBytes { bytes in
            ZSTD_compress(&packed, packed.count, bytes.baseAddress, bytes.count, 3)
        }
        try #require(ZSTD_isError(count) == 0)
        return Array(packed.prefix(count))
    }

    @Test("one frame, several frames, an empty frame", arguments: [1, 2])
    func frames(jobs: Int) async throws {
        let expected = try await Reading.of(bytes: [Self.plain]).rows
        let whole = try pack(Self.plain[...])
        #expect(try await Reading.of(bytes: [whole], jobs: jobs).rows == expected)
        let cut = Self.plain.count / 3
        let pieces = try pack(Self.plain[..<cut]) + pack([]) + pack(Self.plain[cut...])
        #expect(try await Reading.of(bytes: [pieces], jobs: jobs).rows == expected)
    }

    @Test("a file that ends too early, at every kind of place")
    func truncated() async throws {
        let packed = try pack(Self.plain[...])
        for count in [5, 9, packed.count / 2, packed.count - 1] {
            let fault = try await Reading.fault(of: Array(packed.prefix(count)))
            #expect(fault == "log: the zstd data ends too early; is the file whole?")
        }
    }

    @Test("damage inside")
    func damaged() async throws {
        var packed = try pack(Self.plain[...])
        for index in 3000..<3050 { packed[index] = ~packed[index] }
        let fault = try await Reading.fault(of: packed)
        #expect(fault?.hasPrefix("log: the zstd data is damaged: ") == true)
    }

    @Test("text behind the last frame is no frame")
    func garbage() async throws {
        let packed = try pack(Self.plain[...]) + Array("garbage".utf8)
        let fault = try await Reading.fault(of: packed)
        #expect(fault == "log: the zstd data is damaged: Unknown frame descriptor")
    }
}
