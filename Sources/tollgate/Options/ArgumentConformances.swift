public import ArgumentParser
public import Logs
public import Reports

extension LogFormat: ExpressibleByArgument {}

extension ReplayCSV.Section: ExpressibleByArgument {}

extension CapacityCSV.Section: ExpressibleByArgument {}
