"""What the Python peers of the what-if work share: the clock around the work, and the answer."""

import json
import sys
import time
from collections.abc import Callable

# Bucket (a rule, or how many thresholds are exceeded), model, requests, prompt tokens, completion
# tokens.
Cell = tuple[int, str, int, int, int]


def measure(works: dict[str, Callable[[], list[Cell]]]) -> None:
    """Runs the work named by the second argument so many times as the third says, after a first one
    that isn't counted, and prints times and answer."""
    work, repetitions = works[sys.argv[2]], int(sys.argv[3])
    cells = work()
    times = []
    for _ in range(repetitions):
        wall, cpu = time.perf_counter(), time.process_time()
        cells = work()
        times.append([round(time.process_time() - cpu, 6), round(time.perf_counter() - wall, 6)])
    rows = [[int(row[0]), row[1], *map(int, row[2:])] for row in cells]
    print(json.dumps({"repetitions": times, "cells": rows}))
