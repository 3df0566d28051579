"""What-if on columns in memory: numpy.

Usage: `python whatif_numpy.py COLUMNS policy|thresholds REPETITIONS`
"""

import sys

import columns
import numpy as np
from whatif import Cell, measure

source = columns.read(sys.argv[1])
data = source.by_name
length, messages = data["content_length"], data["message_count"]
is_complex = data["is_complex"].view(bool)
exceeded = source.exceeded().astype(np.uint16)


def cells(bucket: np.ndarray) -> list[Cell]:
    """Sums by bucket and model; those of `bincount` are floating point, and exact below 2⁵³."""
    width = len(source.models)
    key = bucket * np.uint16(width) + data["model"]
    counts = np.bincount(key)
    prompts = np.bincount(key, data["prompt_tokens"])
    completions = np.bincount(key, data["completion_tokens"])
    assert prompts.max() < 2**53
    return [
        (
            at // width,
            source.models[at % width],
            int(counts[at]),
            int(prompts[at]),
            int(completions[at]),
        )
        for at in np.flatnonzero(counts).tolist()
    ]


def policy() -> list[Cell]:
    is_short = (length <= 5000) & ~is_complex
    is_medium = (length > 1000) | (messages > 10)
    return cells(is_short * (np.uint16(2) - is_medium))


def thresholds() -> list[Cell]:
    bucket = exceeded[np.minimum(length, len(exceeded) - 1)]
    return cells(np.where(is_complex, np.uint16(len(source.thresholds)), bucket))


measure({"policy": policy, "thresholds": thresholds})
