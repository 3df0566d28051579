"""What the peers of the hourly work share: how an answer is printed.

Quantiles are by nearest rank: the P95 of n values is the ⌈0.95·n⌉-th smallest.
"""

import json
from collections.abc import Iterable

PERCENTS = (50, 95, 99)


def print_hours(
    hours: Iterable[tuple[str, str, int, int | None, int | None]],
    latencies: Iterable[tuple[str, int, int, int]],
) -> None:
    """Model, hour (as `2026-01-05T08`), requests, prompt and completion tokens; model, P50, P95,
    P99 in milliseconds."""
    groups = [[*row[:3], int(row[3] or 0), int(row[4] or 0)] for row in hours]
    print(json.dumps({"groups": groups, "latency": [list(row) for row in latencies]}))
