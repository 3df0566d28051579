"""What-if on columns: DuckDB, in memory or from Parquet.

Usage: `python whatif_duckdb.py COLUMNS|COLUMNS.parquet policy|thresholds REPETITIONS`
"""

import sys

import columns
import duckdb
import numpy as np
import pyarrow as pa
from cells import THREADS, sql_rule
from whatif import Cell, measure

source = columns.read(sys.argv[1].removesuffix(".parquet"))
connection = duckdb.connect(config={"threads": THREADS})
if sys.argv[1].endswith(".parquet"):
    connection.execute(f"CREATE VIEW calls AS FROM '{sys.argv[1]}'")
else:
    data = pa.table(source.by_name)
    names = ", ".join(f"'{name}'" for name in source.models)
    connection.execute(f"CREATE TYPE model_name AS ENUM ({names})")
    connection.execute(
        "CREATE TABLE calls AS SELECT * REPLACE (is_complex::BOOLEAN AS is_complex,"
        f" ([{names}])[model::INT + 1]::model_name AS model) FROM data"
    )
exceeded = pa.table({"length": np.arange(len(source.exceeded())), "bucket": source.exceeded()})
connection.execute(
    "CREATE TABLE exceeded AS SELECT length::UINTEGER AS length, bucket::UTINYINT AS bucket"
    " FROM exceeded"
)

SUMS = "count(*), sum(prompt_tokens), sum(completion_tokens)"


def policy() -> list[Cell]:
    rule = sql_rule("content_length", "message_count", "is_complex")
    query = f"SELECT {rule} AS rule, model, {SUMS} FROM calls GROUP BY rule, model"
    return connection.execute(query).fetchall()


def thresholds() -> list[Cell]:
    """A join with the table of lengths is faster than a list, a CASE, or grouping twice."""
    last = len(source.exceeded()) - 1
    query = f"""
        SELECT if(is_complex, {len(source.thresholds)}, bucket) AS bucket, model, {SUMS}
        FROM calls JOIN exceeded ON length = least(content_length, {last}::UINTEGER)
        GROUP BY 1, model"""
    return connection.execute(query).fetchall()


measure({"policy": policy, "thresholds": thresholds})
