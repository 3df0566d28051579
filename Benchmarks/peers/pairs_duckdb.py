"""The tutorial replay of OpenAI's pairs: DuckDB, `read_json` with explicit columns.

`length` counts code points. UTF-16 code units count those beyond U+FFFF once more, and each of
those has three bytes more than one: where that bound can't change the decision, the text isn't
searched for them, which would take more than half of the time.
"""

import sys

import duckdb
from cells import COMPLEX, THREADS, print_cells, print_plain, sql_rule

ASTRAL = r"[\x{10000}-\x{10FFFF}]+"
MOST = "length(last) + (strlen(last) - length(last)) // 3"
EXACT = (
    f"CASE WHEN (length(last) > 5000) = ({MOST} > 5000) AND (length(last) > 1000) = ({MOST} > 1000)"
    " THEN length(last) ELSE length(last)"
    f" + length(array_to_string(regexp_extract_all(last, '{ASTRAL}'), '')) END"
)
PAIRS = f"""
FROM (
    SELECT request.model AS model, len(request.messages) AS messages,
           coalesce(request.messages[-1].content, '') AS last,
           coalesce(contains(list_filter(request.messages, lambda message:
               message.role = 'system')[1].content, '{COMPLEX}'), false) AS is_complex,
           response.usage.prompt_tokens AS prompt, response.usage.completion_tokens AS completion
    FROM read_json($log, format = 'newline_delimited', columns = {{
        request: 'STRUCT(model VARCHAR, messages STRUCT(role VARCHAR, content VARCHAR)[])',
        response: 'STRUCT(usage STRUCT(prompt_tokens BIGINT, completion_tokens BIGINT))'}}))
"""


def rule(length: str) -> str:
    return sql_rule(length, "messages", "is_complex")


connection = duckdb.connect(config={"threads": THREADS})
log = {"log": sys.argv[1]}
if "--plain" in sys.argv:
    otherwise = f"SELECT count(*) FILTER ({rule(EXACT)} <> {rule('length(last)')}) {PAIRS}"
    print_plain({"length()": connection.execute(otherwise, log).fetchall()[0][0]})
else:
    sums = f"SELECT {rule(EXACT)} AS rule, model, count(*), sum(prompt), sum(completion) {PAIRS}"
    print_cells(connection.execute(f"{sums} GROUP BY rule, model", log).fetchall())
