"""Spend per model per hour and exact latency quantiles per model: Polars, from a log or Parquet."""

import sys

import polars as pl
from hourly import PERCENTS, print_hours

SCHEMA = {
    "ts": pl.String,
    "model": pl.String,
    "prompt_tokens": pl.Int64,
    "completion_tokens": pl.Int64,
    "latency_ms": pl.Int64,
}


def scan(source: str) -> tuple[pl.LazyFrame, pl.Expr]:
    """The calls, and the hour of one as text."""
    if source.endswith(".parquet"):
        calls = pl.scan_parquet(source).select(*SCHEMA)
        return calls.with_columns(pl.col("ts").dt.truncate("1h")), pl.col("ts").dt.strftime(
            "%Y-%m-%dT%H"
        )
    calls = pl.scan_ndjson(source, schema=SCHEMA)
    return calls.with_columns(pl.col("ts").str.slice(0, 13)), pl.col("ts")


def nearest_rank(percent: int) -> pl.Expr:
    values = pl.col("latency_ms").list
    return values.get((values.len() * percent + 99) // 100 - 1).alias(f"p{percent}")


calls, hour = scan(sys.argv[1])
frame = calls.collect(engine="streaming").lazy()
hours = frame.group_by("model", "ts").agg(
    pl.len(), pl.col("prompt_tokens").sum(), pl.col("completion_tokens").sum()
)
latencies = frame.group_by("model").agg(pl.col("latency_ms").drop_nulls().sort())
quantiles = latencies.select("model", *(nearest_rank(percent) for percent in PERCENTS))
print_hours(
    hours.select("model", hour, "len", "prompt_tokens", "completion_tokens").collect().iter_rows(),
    quantiles.collect().iter_rows(),
)
