"""Writes the columns that the tutorial policy needs of a native log, so many times over.

Usage: `python to_columns.py LOG COLUMNS REPEATS`

A call without usage has no tokens here.
"""

import sys
from pathlib import Path

import columns
import duckdb
from cells import COMPLEX

QUERY = f"""
SELECT content_length, message_count, system_contains."{COMPLEX}" AS is_complex, model,
       coalesce(prompt_tokens, 0) AS prompt_tokens,
       coalesce(completion_tokens, 0) AS completion_tokens
FROM read_json($log, format = 'newline_delimited', columns = {{
    model: 'VARCHAR', prompt_tokens: 'BIGINT', completion_tokens: 'BIGINT',
    content_length: 'BIGINT', message_count: 'BIGINT',
    system_contains: 'STRUCT("{COMPLEX}" BOOLEAN)'}})
"""

log, target, repeats = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
duckdb.execute(f"CREATE TABLE calls AS {QUERY}", {"log": log})
names = [
    name for (name,) in duckdb.execute("SELECT DISTINCT model FROM calls ORDER BY 1").fetchall()
]
duckdb.execute(f"CREATE TYPE model_name AS ENUM {tuple(names)}")
found = duckdb.execute(
    "SELECT * REPLACE (enum_code(model::model_name)::UTINYINT AS model) FROM calls"
).fetchnumpy()
columns.write(target, names, found, repeats)
