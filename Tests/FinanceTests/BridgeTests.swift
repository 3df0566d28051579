import Documents
import Finance
import Pricing
import Testing

@Suite struct BridgeTests {
    private func money(_ units: Int128) -> Money { Money(attos: units * 1_000_000_000_000_000_000) }

    private func item(
        _ key: String, _ quantity: (UInt64, UInt64), _ cost: (Int128, Int128)
    ) -> Bridge.Item<String> {
        Bridge.Item(
            key: key, quantity: (quantity.0, quantity.1), cost: (money(cost.0), money(cost.1)))
    }

    /// A dropped item A, one that stays, and a new one D: volume 400, mix -1250 - 350 + 300.
    @Test func newAndDroppedItemsAreMix() {
        let effects = Bridge.effects(of: [
            item("A", (100, 0), (1000, 0)), item("B", (300, 200), (600, 400)),
            item("D", (0, 300), (0, 300)),
        ])
        #expect(effects.map(\.price) == [.zero, .zero, .zero])
        #expect(effects.map(\.volume) == [money(250), money(150), .zero])
        #expect(effects.map(\.mix) == [money(-1250), money(-350), money(300)])
    }

    @Test func higherPriceIsPrice() {
        let effects = Bridge.effects(of: [item("A", (100, 100), (1000, 1200))])
        #expect(effects.map(\.price) == [money(200)])
        #expect(effects.map(\.volume) == [.zero])
        #expect(effects.map(\.mix) == [.zero])
    }

    @Test func moreOfEverythingIsVolume() {
        let effects = Bridge.effects(of: [
            item("A", (100, 150), (1000, 1500)), item("B", (200, 300), (200, 300)),
        ])
        #expect(effects.map(\.volume) == [money(500), money(100)])
        #expect(effects.allSatisfy { $0.price == .zero && $0.mix == .zero })
    }

    @Test func nothingBeforeIsVolume() {
        let effects = Bridge.effects(of: [item("A", (0, 10), (0, 7))])
        #expect(effects.map(\.volume) == [money(7)])
        #expect(effects.map(\.mix) == [.zero])
    }

    /// Amounts that do not divide: every item's effects still add up to its difference.
    @Test func effectsAddUpExactly() {
        var random = FixedRandom(state: 20_260_105)
        for _ in 0..<200 {
            let items = (0..<Int(random.next(below: 8) + 1)).map { index in
                let (before, after) = (random.next(below: 1_000_003), random.next(below: 999_983))
                return Bridge.Item(
                    key: index, quantity: (before, after),
                    cost: (
                        before == 0 ? .zero : Money(attos: Int128(random.next(below: 1 << 60))),
                        after == 0 ? .zero : Money(attos: Int128(random.next(below: 1 << 60)))
                    ))
            }
            let sums = (
                items.reduce(0.0) { $0 + Double($1.quantity.before) },
                items.reduce(0.0) { $0 + Double($1.quantity.after) }
            )
            for (item, effects) in zip(items, Bridge.effects(of: items)) {
                #expect(effects.difference == item.cost.after - item.cost.before)
                // The formulas by themselves, to the precision of floating point.
                let (old, new) = (Double(item.quantity.before), Double(item.quantity.after))
                let (paid, pays) = (
                    Double(item.cost.before.attos), Double(item.cost.after.attos)
                )
                let price = old > 0 && new > 0 ? pays - paid / old * new : 0
                let volume = paid * (sums.1 / sums.0 - 1)
                #expect(
                    abs(Double(effects.price.attos) - price) <= 1e-9 * (abs(pays) + abs(price)) + 1)
                #expect(abs(Double(effects.volume.attos) - volume) <= 1e-9 * abs(paid) + 1)
            }
        }
    }

    /// A linear congruential generator (Knuth's MMIX constants), the same in every run.
    private struct FixedRandom {
        var state: UInt64

        mutating func next(below bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 3) % bound
        }
    }
}
