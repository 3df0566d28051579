"""The file of columns of the what-if work; README.md documents its layout."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HEADER_BYTES = 4096
TYPES = {
    "content_length": "<u4",
    "message_count": "<u2",
    "is_complex": "<u1",
    "model": "<u1",
    "prompt_tokens": "<u4",
    "completion_tokens": "<u4",
}

# A hundred lengths from 100 to 10,000, each about 5 % above the one before.
THRESHOLDS = [round(100 * 100 ** (step / 99)) for step in range(100)]


@dataclass(frozen=True)
class Columns:
    """The columns in memory, by name."""

    models: list[str]
    thresholds: list[int]
    by_name: dict[str, np.ndarray]

    def exceeded(self) -> np.ndarray:
        """For each length up to one above the last threshold, how many thresholds it exceeds."""
        return np.searchsorted(self.thresholds, np.arange(self.thresholds[-1] + 2))


def write(path: Path, models: list[str], columns: dict[str, np.ndarray], repeats: int) -> None:
    """Writes the columns, each so many times over."""
    rows = len(columns["model"]) * repeats
    offsets, end = {}, HEADER_BYTES
    for name, kind in TYPES.items():
        offsets[name] = end
        size = rows * np.dtype(kind).itemsize
        end += -(-size // HEADER_BYTES) * HEADER_BYTES
    with open(path, "wb") as file:
        file.write(_header(rows, models, offsets))
        for name, kind in TYPES.items():
            file.seek(offsets[name])
            for _ in range(repeats):
                columns[name].astype(kind).tofile(file)
        file.truncate(end)


def _header(rows: int, models: list[str], offsets: dict[str, int]) -> bytes:
    columns = [
        {"name": name, "type": TYPES[name], "offset": offset} for name, offset in offsets.items()
    ]
    header = {"rows": rows, "models": models, "thresholds": THRESHOLDS, "columns": columns}
    text = json.dumps(header).encode()
    if len(text) > HEADER_BYTES:
        raise ValueError(f"the header has {len(text)} bytes, more than {HEADER_BYTES}")
    return text.ljust(HEADER_BYTES)


def read(path: str) -> Columns:
    with open(path, "rb") as file:
        header = json.loads(file.read(HEADER_BYTES))
        by_name = {}
        for place in header["columns"]:
            file.seek(place["offset"])
            by_name[place["name"]] = np.fromfile(file, place["type"], header["rows"])
    return Columns(header["models"], header["thresholds"], by_name)
