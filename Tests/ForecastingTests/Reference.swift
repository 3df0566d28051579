import Foundation
import Testing

/// What statsmodels and statsforecast say of the series in Fixtures/forecasting.
struct Reference: Decodable {
    let season: Int
    let train: Int
    let ahead: Int
    let series: [String: Answers]

    struct Answers: Decodable {
        let simple: [String: Simple]
        let metrics: [String: Metrics]
        let ses: Smoothing
        let holt_winters_fixed: [HoltWintersAnswer]
        let holt_winters_best, damped_best: Best
        let rolling_seasonal_naive: Rolling
        let auto_ets_MASE: Double
    }

    struct Simple: Decodable {
        let mean: [Double]
        let bounds: [String: [Double]]

        init(from decoder: any Decoder) throws {
            bounds = try [String: [Double]](from: decoder)
            mean = bounds["mean"] ?? []
        }
    }

    struct Metrics: Decodable {
        let MAE, RMSE, sMAPE, MASE, bias, total_error_percent, coverage95, MSIS95: Double
    }

    struct Smoothing: Decodable {
        let fixed_alpha, fixed_squared_error, fixed_forecast, best_squared_error: Double
    }

    struct HoltWintersAnswer: Decodable {
        let alpha, beta, gamma: Double
        let phi: Double?
        let squared_error, level, trend: Double
        let fitted, mean, variance_growth: [Double]
    }

    struct Best: Decodable {
        let squared_error, initial_level, initial_trend, alpha, MASE: Double
        let initial_seasonal: [Double]
    }

    struct Rolling: Decodable {
        let origins: Int
        let MASE, coverage95: Double
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/forecasting")

    static func read() throws -> Reference {
        let data = try Data(contentsOf: folder.appending(path: "reference.json"))
        return try JSONDecoder().decode(Reference.self, from: data)
    }

    /// The requests of a series, hour by hour.
    static func values(_ name: String) throws -> [Double] {
        let file = folder.appending(path: "servegen-\(name).csv")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { try #require(Double($0.split(separator: ",")[1])) }
    }

    static let names = ["m-large", "m-small"]
}

/// Whether two numbers agree to a relative precision.
func agree(_ left: Double, _ right: Double, to precision: Double) -> Bool {
    abs(left - right) <= precision * max(1, abs(right))
}
