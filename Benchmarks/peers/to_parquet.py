"""Writes a native log as Parquet, with all its columns typed.

Usage: `python to_parquet.py LOG PARQUET`
"""

import sys

import duckdb

COLUMNS = {
    "id": "VARCHAR",
    "ts": "TIMESTAMP",
    "model": "VARCHAR",
    "user": "VARCHAR",
    "team": "VARCHAR",
    "usage": "VARCHAR",
    "prompt_tokens": "BIGINT",
    "completion_tokens": "BIGINT",
    "cached_tokens": "BIGINT",
    "reasoning_tokens": "BIGINT",
    "content_length": "BIGINT",
    "message_count": "BIGINT",
    "system_contains": 'STRUCT("komplexe Analyse" BOOLEAN)',
    "latency_ms": "BIGINT",
    "ttft_ms": "BIGINT",
    "status": "BIGINT",
    "cost_usd": "DECIMAL(38, 18)",
}

log, parquet = sys.argv[1:]
columns = ", ".join(f"\"{name}\": '{kind}'" for name, kind in COLUMNS.items())
duckdb.execute(
    f"COPY (FROM read_json('{log}', format = 'newline_delimited', columns = {{{columns}}}))"
    f" TO '{parquet}' (FORMAT parquet)"
)
