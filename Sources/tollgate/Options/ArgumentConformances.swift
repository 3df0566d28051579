public import ArgumentParser
public import Finance
public import Forecasting
public import Logs
public import Replay
public import Reports

extension LogFormat: ExpressibleByArgument {}

extension ReplayCSV.Section: ExpressibleByArgument {}

extension CapacityCSV.Section: ExpressibleByArgument {}

extension PeriodLength: ExpressibleByArgument {}

extension ForecastMeasure: ExpressibleByArgument {}

extension ForecastMethod: ExpressibleByArgument {}

extension ProjectCSV.Section: ExpressibleByArgument {}

extension DiscountRate.Convention: ExpressibleByArgument {}

extension ChargeSplit.Period: ExpressibleByArgument {}

extension FOCUSVersion: ExpressibleByArgument {}

extension CSVDelimiter: ExpressibleByArgument {
    /// A delimiter as it is typed: itself, or `tab`.
    public init?(argument: String) {
        self.init(rawValue: argument == "tab" ? "\t" : argument)
    }

    /// What is typed for each.
    public static var allValueStrings: [String] { [",", ";", "tab"] }

    /// What is typed for this one.
    public var defaultValueDescription: String { self == .tab ? "tab" : rawValue }
}
