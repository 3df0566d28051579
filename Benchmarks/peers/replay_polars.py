"""The tutorial replay of a native log: Polars, `scan_ndjson` with a schema."""

import sys

import polars as pl
from cells import COMPLEX, print_cells

SCHEMA = {
    "model": pl.String,
    "prompt_tokens": pl.Int64,
    "completion_tokens": pl.Int64,
    "content_length": pl.Int64,
    "message_count": pl.Int64,
    "system_contains": pl.Struct({COMPLEX: pl.Boolean}),
}

length = pl.col("content_length")
is_complex = pl.col("system_contains").struct.field(COMPLEX)
rule = (
    pl.when((length > 5000) | is_complex)
    .then(0)
    .when((length > 1000) | (pl.col("message_count") > 10))
    .then(1)
    .otherwise(2)
)
answer = (
    pl.scan_ndjson(sys.argv[1], schema=SCHEMA)
    .group_by(rule.alias("rule"), "model")
    .agg(pl.len(), pl.col("prompt_tokens").sum(), pl.col("completion_tokens").sum())
)
print_cells(answer.collect(engine="streaming").iter_rows())
