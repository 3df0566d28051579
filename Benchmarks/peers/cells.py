"""What the Python peers share: the tutorial policy as text, and how an answer is printed."""

import json
from collections.abc import Iterable

THREADS = 2
COMPLEX = "komplexe Analyse"


def sql_rule(length: str, messages: str, is_complex: str) -> str:
    """The rule of the tutorial policy that decides, in SQL."""
    return (
        f"CASE WHEN {length} > 5000 OR {is_complex} THEN 0"
        f" WHEN {length} > 1000 OR {messages} > 10 THEN 1 ELSE 2 END"
    )


def print_cells(rows: Iterable[tuple[int, str, int, int | None, int | None]]) -> None:
    """Rule, model, requests, prompt tokens, completion tokens; a sum over nothing is 0."""
    print(json.dumps({"cells": [[*row[:3], int(row[3] or 0), int(row[4] or 0)] for row in rows]}))


def print_plain(decided_otherwise: dict[str, int]) -> None:
    """How many records each plain length decides otherwise than UTF-16 code units do."""
    print(json.dumps({"plain": decided_otherwise}))
