"""What the hourly work says: spend per model and hour, latency quantiles per model."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from .answers import Answer, Fact
from .prices import Prices

PERCENTS = ("p50", "p95", "p99")


def hours_from_peer(output: dict[str, Any], prices: Prices) -> Answer:
    facts: dict[str, Fact] = {}
    details: dict[str, Fact] = {}
    for model, hour, requests, prompt, completion in output["groups"]:
        cost = prices.cost(model, prompt + completion)
        facts |= _group(model, hour, requests, prompt + completion, cost)
        details[f"{model} {hour}: prompt tokens"] = prompt
    for model, *quantiles in output["latency"]:
        facts |= _latency(model, quantiles)
    return Answer(facts, details)


def hours_from_tollgate(result: dict[str, Any]) -> Answer:
    facts: dict[str, Fact] = {}
    for row in result["groups"]:
        cost = Decimal(row["as_requested"])
        by = row["by"]
        facts |= _group(by["model"], by["hour"][:13], row["requests"], row["tokens"], cost)
    for row in result["latency"]:
        quantiles = [Decimal(row["latency_ms"][percent]) for percent in PERCENTS]
        facts |= _latency(row["model"], quantiles)
    return Answer(facts)


def _group(model: str, hour: str, requests: int, tokens: int, cost: Decimal) -> dict[str, Fact]:
    name = f"{model} {hour}"
    return {f"{name}: requests": requests, f"{name}: tokens": tokens, f"{name}: cost": cost}


def _latency(model: str, quantiles: Sequence[int | Decimal]) -> dict[str, Fact]:
    return {f"{model}: {name}": Decimal(value) for name, value in zip(PERCENTS, quantiles)}
