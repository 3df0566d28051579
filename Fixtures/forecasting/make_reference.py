"""Writes the series and reference.json beside this script.

    python3 make_reference.py FOLDER

FOLDER holds servegen_m-large_hourly_allclients.csv and servegen_m-small_hourly_allclients.csv:
requests per hour of all clients, from the data of alibaba/ServeGen at commit f891d118 (Apache-2.0).
Needs statsmodels and statsforecast.
"""

import json
import sys
import warnings
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import statsforecast
import statsmodels
from statsforecast.models import AutoETS, HistoricAverage, Naive, RandomWalkWithDrift, SeasonalNaive
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.holtwinters import ExponentialSmoothing, SimpleExpSmoothing

warnings.filterwarnings("ignore")
HERE = Path(__file__).parent
SEASON, TRAIN, AHEAD = 24, 288, 48


def series(folder, name):
    """Reads a series and writes it with dates: the trace counts hours, its first becomes a Monday."""
    rows = (Path(folder) / f"servegen_{name}_hourly_allclients.csv").read_text().split()[1:]
    values = [float(row.split(",")[1]) for row in rows]
    start = datetime(2025, 1, 6)
    with open(HERE / f"servegen-{name}.csv", "w") as file:
        file.write("time,requests\n")
        for hour, value in enumerate(values):
            file.write(f"{(start + timedelta(hours=hour)).isoformat()}Z,{value:.0f}\n")
    return np.array(values)


def simple(known):
    """The methods without parameters, with normal intervals."""
    models = {
        "naive": Naive(), "seasonal-naive": SeasonalNaive(season_length=SEASON),
        "drift": RandomWalkWithDrift(), "mean": HistoricAverage(),
    }
    found = {}
    for name, model in models.items():
        answer = model.fit(known).predict(h=AHEAD, level=[80, 95])
        found[name] = {key: np.asarray(answer[key]).tolist() for key in
                       ("mean", "lo-80", "hi-80", "lo-95", "hi-95")}
    return found


def metrics(expected, actual, known, lower, upper):
    errors = expected - actual
    scale = np.abs(known[SEASON:] - known[:-SEASON]).mean()
    score = (upper - lower + 40 * np.maximum(lower - actual, 0) + 40 * np.maximum(actual - upper, 0))
    return {
        "MAE": np.abs(errors).mean(), "RMSE": np.sqrt((errors ** 2).mean()),
        "sMAPE": (200 * np.abs(errors) / (np.abs(expected) + np.abs(actual))).mean(),
        "MASE": np.abs(errors).mean() / scale, "bias": errors.mean(),
        "total_error_percent": 100 * (expected.sum() / actual.sum() - 1),
        "coverage95": ((actual >= lower) & (actual <= upper)).mean(),
        "MSIS95": score.mean() / scale,
    }


def holt_winters(known, damping=None):
    """Fixed parameters from fixed states, and how the variance of the errors grows."""
    first, second = known[:SEASON], known[SEASON:2 * SEASON]
    level, trend = first.mean(), (second.mean() - first.mean()) / SEASON
    seasonal = first - level
    alpha, beta, gamma = 0.3, 0.02, 0.2
    model = ExponentialSmoothing(
        known, trend="add", damped_trend=damping is not None, seasonal="add",
        seasonal_periods=SEASON, initialization_method="known", initial_level=level,
        initial_trend=trend, initial_seasonal=seasonal)
    fit = model.fit(
        smoothing_level=alpha, smoothing_trend=beta, smoothing_seasonal=gamma,
        damping_trend=damping, optimized=False)
    ets = ETSModel(
        pd.Series(known), error="add", trend="add", damped_trend=damping is not None, seasonal="add",
        seasonal_periods=SEASON, initialization_method="known", initial_level=level,
        initial_trend=trend, initial_seasonal=seasonal)
    # ETSModel takes beta as a share of the error. Its points are taken, since those of
    # ExponentialSmoothing lose the last update of the season: each step that is a whole number of
    # seasons ahead takes its season's value from a season too early.
    smoothed = ets.smooth(
        [alpha, alpha * beta, gamma] + ([damping] if damping is not None else []))
    exact = smoothed.get_prediction(start=len(known), end=len(known) + AHEAD - 1, method="exact")
    variance, mean = np.asarray(exact.forecast_variance), np.asarray(exact.predicted_mean)
    others = [step for step in range(AHEAD) if (step + 1) % SEASON]
    assert np.allclose(mean[others], fit.forecast(AHEAD)[others], rtol=1e-10)
    return {
        "alpha": alpha, "beta": beta, "gamma": gamma, "phi": damping,
        "squared_error": fit.sse, "fitted": fit.fittedvalues[:30].tolist(),
        "level": float(fit.level[-1]), "trend": float(fit.trend[-1]),
        "mean": mean.tolist(), "variance_growth": (variance / variance[0]).tolist(),
    }


def optimised(known, actual, damped):
    fit = ExponentialSmoothing(
        known, trend="add", damped_trend=damped, seasonal="add", seasonal_periods=SEASON,
        initialization_method="heuristic").fit()
    scale = np.abs(known[SEASON:] - known[:-SEASON]).mean()
    return {
        "squared_error": fit.sse, "initial_level": float(fit.params["initial_level"]),
        "initial_trend": float(fit.params["initial_trend"]),
        "initial_seasonal": list(map(float, fit.params["initial_seasons"])),
        "alpha": float(fit.params["smoothing_level"]),
        "MASE": np.abs(fit.forecast(AHEAD) - actual).mean() / scale,
    }


def smoothing(known):
    def fit(**options):
        return SimpleExpSmoothing(
            known, initialization_method="known", initial_level=known[0]).fit(**options)
    fixed, best = fit(smoothing_level=0.25, optimized=False), fit()
    return {
        "fixed_alpha": 0.25, "fixed_squared_error": fixed.sse,
        "fixed_forecast": float(fixed.forecast(1)[0]), "best_squared_error": best.sse,
    }


def rolling(values):
    """Seasonal naive, one season ahead, every season, from the third on."""
    scaled, inside, origins = [], [], range(3 * SEASON, len(values) - SEASON + 1, SEASON)
    for origin in origins:
        known, actual = values[:origin], values[origin:origin + SEASON]
        changes = known[SEASON:] - known[:-SEASON]
        errors = np.abs(actual - known[-SEASON:])
        scaled.append(errors.mean() / np.abs(changes).mean())
        inside.append(errors <= 1.959963984540054 * np.sqrt((changes ** 2).mean()))
    return {"origins": len(scaled), "MASE": np.mean(scaled), "coverage95": np.mean(inside)}


def answers(values):
    known, actual = values[:TRAIN], values[TRAIN:TRAIN + AHEAD]
    found = simple(known)
    scores = {name: metrics(*(np.array(x) for x in (
        found[name]["mean"], actual, known, found[name]["lo-95"], found[name]["hi-95"])))
        for name in found}
    yardstick = AutoETS(season_length=SEASON).fit(known).predict(h=AHEAD)["mean"]
    scale = np.abs(known[SEASON:] - known[:-SEASON]).mean()
    return {
        "simple": found, "metrics": scores, "ses": smoothing(known),
        "holt_winters_fixed": [holt_winters(known), holt_winters(known, 0.9)],
        "holt_winters_best": optimised(known, actual, False),
        "damped_best": optimised(known, actual, True), "rolling_seasonal_naive": rolling(values),
        "auto_ets_MASE": np.abs(yardstick - actual).mean() / scale,
    }


if __name__ == "__main__":
    versions = f"statsmodels {statsmodels.__version__}, statsforecast {statsforecast.__version__}"
    result = {"made_with": versions, "season": SEASON, "train": TRAIN, "ahead": AHEAD, "series": {}}
    for name in ("m-large", "m-small"):
        result["series"][name] = answers(series(sys.argv[1], name))
    (HERE / "reference.json").write_text(json.dumps(result, indent=1, default=float) + "\n")
