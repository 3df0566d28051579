/// One request as a block of one row.
final class RequestColumns: FeatureColumns {
    let rows = 1
    var nameCount: Int { nameFeatures.count + 1 }
    let ids: UnsafePointer<UInt128>

    private let request: RequestFeatures
    private let numberFeatures: [NumericFeature]
    private let nameFeatures: [NameFeature]
    private let flagFeatures: [FlagFeature]
    private let probes: [TextProbe]
    private let id: UnsafeMutablePointer<UInt128>
    private let numbers: UnsafeMutablePointer<Int64>
    private let names: UnsafeMutablePointer<UInt32>
    private let flags: UnsafeMutablePointer<UInt8>
    private let truths: UnsafeMutablePointer<UInt8>

    /// Columns of the features that will be asked for.
    init(_ request: RequestFeatures, features: FeatureSet) {
        self.request = request
        (numberFeatures, nameFeatures) = (Array(features.numbers), Array(features.names))
        (flagFeatures, probes) = (Array(features.flags), features.probes)
        id = .filled([request.id ?? 0])
        ids = UnsafePointer(id)
        numbers = .filled(numberFeatures.map { request[$0] ?? .min })
        names = .filled(
            nameFeatures.enumerated().map { request[$1] == nil ? 0 : UInt32($0 + 1) })
        flags = .filled(flagFeatures.map { request[$0].rawValue })
        truths = .filled(probes.map { request[$0].rawValue })
    }

    deinit {
        id.deallocate()
        numbers.deallocate()
        names.deallocate()
        flags.deallocate()
        truths.deallocate()
    }

    func numbers(_ feature: NumericFeature) -> NumberColumn {
        .int64(UnsafePointer(numbers) + position(of: feature, in: numberFeatures))
    }

    func names(_ feature: NameFeature) -> UnsafePointer<UInt32> {
        UnsafePointer(names) + position(of: feature, in: nameFeatures)
    }

    func truths(_ feature: FlagFeature) -> UnsafePointer<UInt8> {
        UnsafePointer(flags) + position(of: feature, in: flagFeatures)
    }

    func truths(_ probe: TextProbe) -> UnsafePointer<UInt8> {
        UnsafePointer(truths) + position(of: probe, in: probes)
    }

    func name(_ id: UInt32) -> String { request[nameFeatures[Int(id) - 1]] ?? "" }

    private func position<Feature: Equatable>(of feature: Feature, in all: [Feature]) -> Int {
        guard let index = all.firstIndex(of: feature) else {
            preconditionFailure("\(feature) was not announced")
        }
        return index
    }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
    fileprivate static func filled(_ values: [Pointee]) -> Self {
        let base = allocate(capacity: values.count)
        base.initialize(from: values, count: values.count)
        return base
    }
}
