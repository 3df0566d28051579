/// How often each whole number occurred: exact quantiles in memory that grows with the distinct
/// values, not with the observations; counts of parts of the data merge without loss.
///
/// Small multiples of the unit are counted in pages of an array, made where values occur;
/// everything else in a dictionary.
public struct ValueCounts: Sendable, Equatable {
    private static let dense = 1 << 16
    private static let pageSize = 1 << 8
    private static let noPage: UInt16 = .max

    private let unit: Int64
    /// Where the counts of each page stand, in pages; grows up to the last page that has any.
    private var pages: [UInt16] = []
    /// The counts of the pages, in the order in which they were made.
    private(set) var counts: [UInt64] = []
    private var others: [Int64: UInt64] = [:]
    /// Observations so far.
    public private(set) var total: UInt64 = 0

    /// Counts nothing yet.
    ///
    /// - Parameter unit: What most values are multiples of; any value is counted exactly.
    public init(unit: Int64 = 1) {
        precondition(unit > 0)
        self.unit = unit
    }

    /// Counts a value.
    public mutating func add(_ value: Int64) { add(value, times: 1) }

    /// Counts many values.
    public mutating func add(_ values: UnsafeBufferPointer<Int64>) {
        var next = addKnown(values, from: 0)
        while next < values.count {
            add(values[next])
            next = addKnown(values, from: next + 1)
        }
    }

    /// Counts values as long as they have a page; gives the place of the first that has none, or the
    /// end.
    private mutating func addKnown(_ values: UnsafeBufferPointer<Int64>, from first: Int) -> Int {
        let end = pages.withUnsafeBufferPointer { pages in
            counts.withUnsafeMutableBufferPointer { [unit] counts in
                for place in first..<values.count {
                    guard let multiple = Self.multiple(values[place], of: unit) else {
                        return place
                    }
                    let page = multiple / Self.pageSize
                    guard page < pages.count, pages[page] != Self.noPage else { return place }
                    counts[Int(pages[page]) * Self.pageSize + multiple % Self.pageSize] += 1
                }
                return values.count
            }
        }
        total += UInt64(end - first)
        return end
    }

    /// What multiple of the unit a value is, if a small one.
    @inline(__always)
    private static func multiple(_ value: Int64, of unit: Int64) -> Int? {
        let (multiple, rest) = value.quotientAndRemainder(dividingBy: unit)
        return rest == 0 && multiple >= 0 && multiple < dense ? Int(multiple) : nil
    }

    private mutating func add(_ value: Int64, times: UInt64) {
        total += times
        guard let multiple = Self.multiple(value, of: unit) else {
            others[value, default: 0] += times
            return
        }
        let (page, offset) = multiple.quotientAndRemainder(dividingBy: Self.pageSize)
        if page >= pages.count || pages[page] == Self.noPage { makePage(page) }
        counts[Int(pages[page]) * Self.pageSize + offset] += times
    }

    @inline(never)
    private mutating func makePage(_ page: Int) {
        if page >= pages.count {
            pages += repeatElement(Self.noPage, count: page + 1 - pages.count)
        }
        pages[page] = UInt16(counts.count / Self.pageSize)
        counts += repeatElement(0, count: Self.pageSize)
    }

    /// Adds the counts of other data.
    public mutating func merge(_ other: ValueCounts) {
        for (value, times) in other.counted { add(value, times: times) }
    }

    /// Two are equal that counted the same values equally often.
    public static func == (left: ValueCounts, right: ValueCounts) -> Bool {
        left.counted.elementsEqual(right.counted, by: ==)
    }

    /// Each value with its count, ascending.
    public var counted: [(value: Int64, times: UInt64)] {
        var all = others.map { (value: $0.key, times: $0.value) }
        for (page, place) in pages.enumerated() where place != Self.noPage {
            for offset in 0..<Self.pageSize {
                let times = counts[Int(place) * Self.pageSize + offset]
                guard times > 0 else { continue }
                all.append((Int64(page * Self.pageSize + offset) * unit, times))
            }
        }
        return all.sorted { $0.value < $1.value }
    }

    /// The quantiles by nearest rank: the smallest value that at least so many per cent of the
    /// observations do not exceed.
    ///
    /// - Parameter percents: From 0 to 100.
    /// - Returns: One value each; nil where nothing was counted.
    /// - Source: Hyndman and Fan, Sample Quantiles in Statistical Packages (1996), definition 1.
    public func quantiles(_ percents: [Int]) -> [Int64]? {
        guard total > 0 else { return nil }
        let counted = counted
        return percents.map { percent in
            let rank = Self.rank(percent, of: total)
            var below: UInt64 = 0
            return counted.first { entry in
                below += entry.times
                return below >= rank
            }?.value ?? counted[counted.count - 1].value
        }
    }

    /// ⌈n · percent / 100⌉, and 1 at least.
    private static func rank(_ percent: Int, of total: UInt64) -> UInt64 {
        let product = total.multipliedFullWidth(by: UInt64(percent))
        let (quotient, rest) = UInt64(100).dividingFullWidth(product)
        return max(1, quotient + (rest > 0 ? 1 : 0))
    }
}
