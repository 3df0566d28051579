/// A version of the FinOps Open Cost and Usage Specification, by the columns that it has.
///
/// The columns are those of https://focus.finops.org/focus-specification/v1-0/ and .../v1-2/.
public enum FOCUSVersion: String, CaseIterable, Sendable {
    /// 43 columns.
    case v1_0 = "1.0"
    /// 57 columns.
    case v1_2 = "1.2"

    /// The columns in the order of the specification, which is that of the alphabet.
    var columns: [FOCUSColumn] {
        FOCUSColumn.allCases.filter { self == .v1_2 || !FOCUSColumn.addedAfter1_0.contains($0) }
    }
}

/// A column of the specification, by its Column ID.
enum FOCUSColumn: String, CaseIterable {
    case availabilityZone = "AvailabilityZone"
    case billedCost = "BilledCost"
    case billingAccountID = "BillingAccountId"
    case billingAccountName = "BillingAccountName"
    case billingAccountType = "BillingAccountType"
    case billingCurrency = "BillingCurrency"
    case billingPeriodEnd = "BillingPeriodEnd"
    case billingPeriodStart = "BillingPeriodStart"
    case capacityReservationID = "CapacityReservationId"
    case capacityReservationStatus = "CapacityReservationStatus"
    case chargeCategory = "ChargeCategory"
    case chargeClass = "ChargeClass"
    case chargeDescription = "ChargeDescription"
    case chargeFrequency = "ChargeFrequency"
    case chargePeriodEnd = "ChargePeriodEnd"
    case chargePeriodStart = "ChargePeriodStart"
    case commitmentDiscountCategory = "CommitmentDiscountCategory"
    case commitmentDiscountID = "CommitmentDiscountId"
    case commitmentDiscountName = "CommitmentDiscountName"
    case commitmentDiscountQuantity = "CommitmentDiscountQuantity"
    case commitmentDiscountStatus = "CommitmentDiscountStatus"
    case commitmentDiscountType = "CommitmentDiscountType"
    case commitmentDiscountUnit = "CommitmentDiscountUnit"
    case consumedQuantity = "ConsumedQuantity"
    case consumedUnit = "ConsumedUnit"
    case contractedCost = "ContractedCost"
    case contractedUnitPrice = "ContractedUnitPrice"
    case effectiveCost = "EffectiveCost"
    case invoiceID = "InvoiceId"
    case invoiceIssuerName = "InvoiceIssuerName"
    case listCost = "ListCost"
    case listUnitPrice = "ListUnitPrice"
    case pricingCategory = "PricingCategory"
    case pricingCurrency = "PricingCurrency"
    case pricingCurrencyContractedUnitPrice = "PricingCurrencyContractedUnitPrice"
    case pricingCurrencyEffectiveCost = "PricingCurrencyEffectiveCost"
    case pricingCurrencyListUnitPrice = "PricingCurrencyListUnitPrice"
    case pricingQuantity = "PricingQuantity"
    case pricingUnit = "PricingUnit"
    case providerName = "ProviderName"
    case publisherName = "PublisherName"
    case regionID = "RegionId"
    case regionName = "RegionName"
    case resourceID = "ResourceId"
    case resourceName = "ResourceName"
    case resourceType = "ResourceType"
    case serviceCategory = "ServiceCategory"
    case serviceName = "ServiceName"
    case serviceSubcategory = "ServiceSubcategory"
    case skuID = "SkuId"
    case skuMeter = "SkuMeter"
    case skuPriceDetails = "SkuPriceDetails"
    case skuPriceID = "SkuPriceId"
    case subAccountID = "SubAccountId"
    case subAccountName = "SubAccountName"
    case subAccountType = "SubAccountType"
    case tags = "Tags"

    fileprivate static let addedAfter1_0: Set<FOCUSColumn> = [
        .billingAccountType, .capacityReservationID, .capacityReservationStatus,
        .commitmentDiscountQuantity, .commitmentDiscountUnit, .invoiceID, .pricingCurrency,
        .pricingCurrencyContractedUnitPrice, .pricingCurrencyEffectiveCost,
        .pricingCurrencyListUnitPrice, .serviceSubcategory, .skuMeter, .skuPriceDetails,
        .subAccountType,
    ]
}

/// A column of our own, which stands after those of the specification.
enum OwnFOCUSColumn: String, CaseIterable {
    /// The model that all the traffic is priced at.
    case baseline = "x_Baseline"
    /// The model's name as the log or the policy writes it.
    case model = "x_Model"
    /// The policy that chose the model.
    case policy = "x_Policy"
    case priceTable = "x_PriceTable"
    case priceTableSHA256 = "x_PriceTableSha256"
    /// The tier that was asked for.
    case serviceTier = "x_ServiceTier"
    /// Whether nobody was billed this: a baseline's or a policy's row.
    case simulated = "x_Simulated"
    case tokenKind = "x_TokenKind"
}
