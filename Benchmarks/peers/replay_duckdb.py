"""The tutorial replay of a native log: DuckDB, `read_json` with explicit columns."""

import sys

import duckdb
from cells import COMPLEX, THREADS, print_cells, sql_rule

QUERY = f"""
SELECT {sql_rule("content_length", "message_count", f'system_contains."{COMPLEX}"')} AS rule,
       model, count(*), sum(prompt_tokens), sum(completion_tokens)
FROM read_json($log, format = 'newline_delimited', columns = {{
    model: 'VARCHAR', prompt_tokens: 'BIGINT', completion_tokens: 'BIGINT',
    content_length: 'BIGINT', message_count: 'BIGINT',
    system_contains: 'STRUCT("{COMPLEX}" BOOLEAN)'}})
GROUP BY rule, model
"""

connection = duckdb.connect(config={"threads": THREADS})
print_cells(connection.execute(QUERY, {"log": sys.argv[1]}).fetchall())
