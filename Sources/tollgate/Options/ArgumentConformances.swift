public import ArgumentParser
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
