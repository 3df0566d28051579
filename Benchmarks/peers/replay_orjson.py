"""The tutorial replay of a native log: Python and orjson, one process a half of the file."""

import sys

from cells import COMPLEX, print_cells
from halves import Cells, in_two_processes, lines_of
from orjson import loads


def cells_of(path: str, part: int) -> Cells:
    cells: Cells = {}
    for line in lines_of(path, part):
        record = loads(line)
        length = record["content_length"]
        if length > 5000 or record["system_contains"][COMPLEX]:
            rule = 0
        else:
            rule = 1 if length > 1000 or record["message_count"] > 10 else 2
        sums = cells.setdefault((rule, record["model"]), [0, 0, 0])
        sums[0] += 1
        sums[1] += record.get("prompt_tokens", 0)
        sums[2] += record.get("completion_tokens", 0)
    return cells


if __name__ == "__main__":
    print_cells(in_two_processes(cells_of, sys.argv[1]))
