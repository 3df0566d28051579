"""Spend per model per hour and exact latency quantiles per model: DuckDB, from a log or Parquet."""

import sys

import duckdb
from cells import THREADS
from hourly import print_hours

LOG = """
CREATE TEMP TABLE calls AS
SELECT ts[:13] AS hour, model, prompt_tokens, completion_tokens, latency_ms
FROM read_json($source, format = 'newline_delimited', columns = {
    ts: 'VARCHAR', model: 'VARCHAR', prompt_tokens: 'BIGINT', completion_tokens: 'BIGINT',
    latency_ms: 'BIGINT'})
"""
PARQUET = """
CREATE TEMP VIEW calls AS
SELECT date_trunc('hour', ts) AS hour, model, prompt_tokens, completion_tokens, latency_ms
FROM read_parquet('{source}')
"""
HOURS = """
SELECT model, {hour}, count(*), sum(prompt_tokens), sum(completion_tokens)
FROM calls GROUP BY model, hour
"""
LATENCIES = """
SELECT model, found[1], found[2], found[3] FROM (
    SELECT model, quantile_disc(latency_ms, [0.50, 0.95, 0.99]) AS found
    FROM calls GROUP BY model)
"""

source = sys.argv[1]
connection = duckdb.connect(config={"threads": THREADS})
if source.endswith(".parquet"):
    connection.execute(PARQUET.format(source=source))
    hour = "strftime(hour, '%Y-%m-%dT%H')"
else:
    connection.execute(LOG, {"source": source})
    hour = "hour"
hours = connection.execute(HOURS.format(hour=hour)).fetchall()
print_hours(hours, connection.execute(LATENCIES).fetchall())
