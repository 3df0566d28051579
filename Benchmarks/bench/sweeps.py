"""What a sweep over length thresholds says: longer or complex calls stay, the others go cheap."""

from decimal import Decimal
from typing import Any

from .answers import Answer, Fact
from .prices import Prices
from .replays import CHEAP, cells_of, details_of


def sweep_from_cells(output: dict[str, Any], thresholds: list[int], prices: Prices) -> Answer:
    """The bucket of a cell is how many of the thresholds it exceeds."""
    cells = cells_of(output)
    facts: dict[str, Fact] = {}
    for index, threshold in enumerate(thresholds):
        requests, tokens, total = 0, 0, Decimal(0)
        for bucket, model, count, prompt, completion in cells:
            is_kept = bucket > index
            requests += count if is_kept else 0
            tokens += prompt + completion if is_kept else 0
            total += prices.cost(model if is_kept else CHEAP, prompt + completion)
        facts |= _facts(threshold, requests, tokens, total)
    return Answer(facts, details_of(cells))


def sweep_from_tollgate(answer: dict[str, Any]) -> Answer:
    facts: dict[str, Fact] = {}
    for row in answer["thresholds"]:
        total = Decimal(row["total"])
        facts |= _facts(row["threshold"], row["kept_requests"], row["kept_tokens"], total)
    return Answer(facts)


def _facts(threshold: int, requests: int, tokens: int, total: Decimal) -> dict[str, Fact]:
    return {
        f"over {threshold}: kept requests": requests,
        f"over {threshold}: kept tokens": tokens,
        f"over {threshold}: total": total,
    }
