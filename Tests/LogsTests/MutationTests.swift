import Foundation
import Testing

@testable import Logs

/// The properties that `make fuzz` looks into for long, on real logs, damaged ones, and on what was
/// found so far.
@Suite("Damaged logs")
struct MutationTests {
    private static let seeds: [PropertyTarget: [[UInt8]]] = {
        let all = (try? PropertySeeds.all(in: Places.fixtures)) ?? []
        return Dictionary(grouping: all, by: \.target).mapValues { $0.map(\.log) }
    }()

    private static let alphabet: [UInt8] =
        Array("{}[]\",:\\ud8tfn0123456789.-+eE /;\n".utf8)
        + [0x00, 0x09, 0x0D, 0x1F, 0x7F, 0x80, 0xA0, 0xBF, 0xC2, 0xED, 0xEF, 0xF0, 0xF4, 0xFF]

    /// Replaces, removes, inserts, doubles or moves a few bytes.
    private static func mutated(_ log: [UInt8], using generator: inout SplitMix) -> [UInt8] {
        var log = log
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let at = Int.random(in: 0..<log.count, using: &generator)
            let byte = alphabet.randomElement(using: &generator) ?? 0
            let end = min(log.count, at + Int.random(in: 1...12, using: &generator))
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: log[at] = byte
            case 1: log.insert(byte, at: at)
            case 2: log.remove(at: at)
            case 3: log.insert(contentsOf: Array(log[at..<end]), at: at)
            case 4: log.removeSubrange(at..<end)
            default: log[at] = log[at] ^ (1 << UInt8.random(in: 0..<8, using: &generator))
            }
            if log.isEmpty { log = [0x7B] }
        }
        return log
    }

    @Test(arguments: PropertyTarget.all)
    func properties(target: PropertyTarget) throws {
        let seeds = try #require(Self.seeds[target])
        for seed in seeds {
            #expect(target.fault(in: seed) == nil, "\(String(decoding: seed, as: UTF8.self))")
        }
        let short = seeds.filter { $0.count < 3000 }
        let logs = short.isEmpty ? seeds : short
        var generator = SplitMix(state: 11)
        for round in 0..<150 {
            let log = Self.mutated(logs[round % logs.count], using: &generator)
            let fault = target.fault(in: log)
            #expect(fault == nil, "round \(round): \(String(decoding: log, as: UTF8.self))")
        }
    }

    /// Both sides of the comparison with Foundation are met often.
    @Test(arguments: [11, 12] as [UInt64])
    func scanner(seed: UInt64) throws {
        let lines = try #require(Self.seeds[.scanner]).filter { $0.count < 3000 }
        var generator = SplitMix(state: seed)
        var (accepted, refused) = (0, 0)
        for round in 0..<2500 {
            let line = Self.mutated(lines[round % lines.count], using: &generator)
            let fault = PropertyTarget.scanner.fault(in: line)
            #expect(fault == nil, "seed \(seed): \(String(decoding: line, as: UTF8.self))")
            switch ScannerProperty.scan(Array(line.prefix { $0 != 0x0A })) {
            case .success: accepted += 1
            case .failure: refused += 1
            }
        }
        #expect(accepted > 250 && refused > 600, "seed \(seed): \(accepted) and \(refused)")
    }

    /// Every format has a log to begin with that holds calls.
    @Test(arguments: LogFormat.allCases)
    func seedsHoldCalls(format: LogFormat) throws {
        let logs = try #require(Self.seeds[.format(format)])
        let property = ReadingProperty(format: format)
        #expect(try logs.contains { try !property.whole($0).rows.isEmpty })
    }

    /// What was found once is found no more.
    @Test func findings() throws {
        let folder = Places.fixtures.appending(path: "fuzz")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.filePath)
            .filter { $0.hasSuffix(".log") }.map { folder.appending(path: $0) }
        #expect(!files.isEmpty)
        for file in files {
            let name = file.deletingLastPathComponent().lastPathComponent
            let target = try #require(PropertyTarget.all.first { $0.name == name }, "\(file)")
            #expect(target.fault(in: Array(try Data(contentsOf: file))) == nil, "\(file)")
        }
    }
}
