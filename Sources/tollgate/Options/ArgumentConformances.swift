public import ArgumentParser
public import Finance
public import Forecasting
public import Replay
public import Reports

extension ReplayCSV.Section: ExpressibleByArgument {}

extension CapacityCSV.Section: ExpressibleByArgument {}

extension PeriodLength: ExpressibleByArgument {}

extension ForecastMeasure: ExpressibleByArgument {}

extension ForecastMethod: ExpressibleByArgument {}

extension ProjectCSV.Section: ExpressibleByArgument {}

extension DiscountRate.Convention: ExpressibleByArgument {}

extension ChargeSplit.Period: ExpressibleByArgument {}

extension FOCUSVersion: ExpressibleByArgument {}
