"""Reads a log with two Python processes, each one half of the file's lines."""

import os
from collections.abc import Callable, Iterator
from multiprocessing import get_context

PARTS = 2

# Sums (requests, prompt tokens, completion tokens) by rule and model.
Cells = dict[tuple[int, str], list[int]]


def lines_of(path: str, part: int) -> Iterator[bytes]:
    """The lines that begin in the part."""
    size = os.path.getsize(path)
    first, end = size * part // PARTS, size * (part + 1) // PARTS
    with open(path, "rb", buffering=1 << 20) as file:
        if first > 0:
            file.seek(first - 1)
            first += len(file.readline()) - 1
        for line in file:
            if first >= end:
                return
            first += len(line)
            yield line


def in_two_processes(
    cells_of: Callable[[str, int], Cells], path: str
) -> list[tuple[int, str, int, int, int]]:
    """Runs `cells_of` on both halves and adds up."""
    with get_context("fork").Pool(PARTS) as pool:
        parts = pool.starmap(cells_of, [(path, part) for part in range(PARTS)])
    total: Cells = {}
    for cells in parts:
        for key, sums in cells.items():
            old = total.get(key, [0, 0, 0])
            total[key] = [left + right for left, right in zip(old, sums)]
    return [(*key, sums[0], sums[1], sums[2]) for key, sums in total.items()]
