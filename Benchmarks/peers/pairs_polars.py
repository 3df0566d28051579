"""The tutorial replay of OpenAI's pairs: Polars, `scan_ndjson` with a schema.

`str.len_chars` counts code points. UTF-16 code units count those beyond U+FFFF once more, and each
of those has three bytes more than one: where that bound can't change the decision, the text isn't
searched for them.
"""

import sys

import polars as pl
from cells import COMPLEX, print_cells, print_plain

MESSAGE = pl.Struct({"role": pl.String, "content": pl.String})
USAGE = pl.Struct({"prompt_tokens": pl.Int64, "completion_tokens": pl.Int64})
SCHEMA = {
    "request": pl.Struct({"model": pl.String, "messages": pl.List(MESSAGE)}),
    "response": pl.Struct({"usage": USAGE}),
}
ASTRAL = r"[\x{10000}-\x{10FFFF}]"

request = pl.col("request").struct
usage = pl.col("response").struct.field("usage").struct
messages = request.field("messages")
is_system = pl.element().struct.field("role") == "system"
system = messages.list.eval(pl.element().filter(is_system)).list.first().struct.field("content")
pairs = pl.scan_ndjson(sys.argv[1], schema=SCHEMA).select(
    model=request.field("model"),
    messages=messages.list.len(),
    last=messages.list.last().struct.field("content").fill_null(""),
    is_complex=system.str.contains(COMPLEX, literal=True).fill_null(False),
    prompt=usage.field("prompt_tokens"),
    completion=usage.field("completion_tokens"),
)
last = pl.col("last").str


def rule(length: pl.Expr) -> pl.Expr:
    return (
        pl.when((length > 5000) | pl.col("is_complex"))
        .then(0)
        .when((length > 1000) | (pl.col("messages") > 10))
        .then(1)
        .otherwise(2)
    )


least = last.len_chars()
most = least + (last.len_bytes() - least) // 3
is_decided = ((least > 5000) == (most > 5000)) & ((least > 1000) == (most > 1000))
searched = pl.when(is_decided).then(pl.lit("")).otherwise(pl.col("last"))
exact = least + searched.str.count_matches(ASTRAL)
if "--plain" in sys.argv:
    otherwise = pairs.select(
        (rule(exact) != rule(last.len_chars())).sum().alias("str.len_chars()"),
        (rule(exact) != rule(last.len_bytes())).sum().alias("str.len_bytes()"),
    )
    print_plain(otherwise.collect().row(0, named=True))
else:
    sums = pairs.group_by(rule(exact).alias("rule"), "model").agg(
        pl.len(), pl.col("prompt").sum(), pl.col("completion").sum()
    )
    print_cells(sums.collect(engine="streaming").iter_rows())
