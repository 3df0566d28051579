"""The tutorial replay of OpenAI's pairs: Python and orjson, one process a half of the file.

`len` counts code points; UTF-16 code units are counted by encoding what is not ASCII.
"""

import sys
from collections.abc import Callable
from typing import Any

from cells import COMPLEX, print_cells, print_plain
from halves import Cells, in_two_processes, lines_of
from orjson import loads


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def rule_of(messages: list[dict[str, Any]], length_of: Callable[[str], int]) -> int:
    length = length_of(messages[-1]["content"] or "") if messages else 0
    if length > 5000 or is_complex(messages):
        return 0
    return 1 if length > 1000 or len(messages) > 10 else 2


def is_complex(messages: list[dict[str, Any]]) -> bool:
    for message in messages:
        if message["role"] == "system":
            return COMPLEX in (message["content"] or "")
    return False


def cells_of(path: str, part: int) -> Cells:
    cells: Cells = {}
    for line in lines_of(path, part):
        pair = loads(line)
        request = pair["request"]
        usage = pair["response"].get("usage") or {}
        key = (rule_of(request["messages"], utf16_length), request["model"])
        sums = cells.setdefault(key, [0, 0, 0])
        sums[0] += 1
        sums[1] += usage.get("prompt_tokens", 0)
        sums[2] += usage.get("completion_tokens", 0)
    return cells


def decided_otherwise(path: str) -> int:
    count = 0
    for part in range(2):
        for line in lines_of(path, part):
            messages = loads(line)["request"]["messages"]
            count += rule_of(messages, utf16_length) != rule_of(messages, len)
    return count


if __name__ == "__main__":
    if "--plain" in sys.argv:
        print_plain({"len()": decided_otherwise(sys.argv[1])})
    else:
        print_cells(in_two_processes(cells_of, sys.argv[1]))
