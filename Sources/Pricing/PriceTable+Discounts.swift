internal import Documents

/// A part of the listed price that a seller takes off.
struct Discount {
    /// Whose prices are reduced.
    enum Subject: Hashable {
        case model(ExactText)
        case provider(ExactText)
    }

    let subject: Subject
    /// The part as it was written, such as `12.5%`.
    let text: String
    let factor: PriceFactor

    init(_ node: Node) throws(DocumentError) {
        let fields = try node.fields(["model", "provider", "off"])
        switch (fields.optional("model"), fields.optional("provider")) {
        case (let name?, nil): subject = .model(try name.name().exact)
        case (nil, let name?): subject = .provider(try name.name().exact)
        default: throw node.error("names neither or both; expected a model or a provider")
        }
        let off = try fields.required("off")
        text = try off.string()
        guard text.hasSuffix("%"), let number = DecimalNumber(String(text.dropLast())),
            let factor = PriceFactor(percentOff: number)
        else { throw off.error(expected: "a part such as 12.5%, from 0% to 100%") }
        self.factor = factor
    }
}

extension PriceTable {
    /// Takes discounts off the models' prices: a model's own, else its provider's.
    static func discounted(
        _ models: [ModelPrice], by node: Node?
    ) throws(DocumentError) -> [ModelPrice] {
        guard let node else { return models }
        var discounts: [Discount.Subject: Discount] = [:]
        for entry in try node.list() {
            let discount = try Discount(entry)
            guard models.contains(where: { $0.isMeant(by: discount.subject) }) else {
                throw entry.error("is for no model of this file; check the name")
            }
            guard discounts.updateValue(discount, forKey: discount.subject) == nil else {
                throw entry.error("repeats a name; expected one discount each")
            }
        }
        return models.map { model in
            let own = ([model.id] + model.aliases).lazy
                .compactMap { discounts[.model($0.exact)] }.first
            let discount = own ?? model.provider.flatMap { discounts[.provider($0.exact)] }
            return discount.flatMap(model.discounted) ?? model
        }
    }
}

extension ModelPrice {
    fileprivate func isMeant(by subject: Discount.Subject) -> Bool {
        switch subject {
        case .model(let name): ([id] + aliases).contains { $0.exact == name }
        case .provider(let name): provider.exact == name
        }
    }

    fileprivate func discounted(by discount: Discount) -> ModelPrice? {
        var model = multiplied(by: discount.factor)
        model?.discount = discount.text
        model?.discountFactor = discount.factor
        return model
    }
}
