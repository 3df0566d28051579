"""What-if on columns: Polars, in memory (models as numbers) or from Parquet (models as names).

Usage: `python whatif_polars.py COLUMNS|COLUMNS.parquet policy|thresholds REPETITIONS`
"""

import sys

import columns
import polars as pl
from whatif import Cell, measure

source = columns.read(sys.argv[1].removesuffix(".parquet"))
exceeded = pl.Series(source.exceeded(), dtype=pl.UInt8)
length = pl.col("content_length")
is_stored = sys.argv[1].endswith(".parquet")
if is_stored:
    calls = pl.scan_parquet(sys.argv[1])
else:
    calls = pl.DataFrame(source.by_name).with_columns(pl.col("is_complex").cast(pl.Boolean)).lazy()


def cells(bucket: pl.Expr) -> list[Cell]:
    sums = calls.group_by(bucket.alias("bucket"), "model").agg(
        pl.len(),
        pl.col("prompt_tokens").cast(pl.UInt64).sum(),
        pl.col("completion_tokens").cast(pl.UInt64).sum(),
    )
    rows = sums.collect(engine="streaming").rows()
    return rows if is_stored else [(row[0], source.models[row[1]], *row[2:]) for row in rows]


def policy() -> list[Cell]:
    is_medium = (length > 1000) | (pl.col("message_count") > 10)
    return cells(
        pl.when((length > 5000) | pl.col("is_complex"))
        .then(pl.lit(0, pl.UInt8))
        .otherwise(pl.lit(2, pl.UInt8) - is_medium.cast(pl.UInt8))
    )


def thresholds() -> list[Cell]:
    at = pl.min_horizontal(length, pl.lit(len(exceeded) - 1, pl.UInt32))
    all_of_them = pl.lit(len(source.thresholds), pl.UInt8)
    bucket = pl.when(pl.col("is_complex")).then(all_of_them).otherwise(pl.lit(exceeded).gather(at))
    return cells(bucket)


measure({"policy": policy, "thresholds": thresholds})
