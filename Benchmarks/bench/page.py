"""The page of results, in Markdown."""

import shlex
from dataclasses import dataclass

from .goals import Goal
from .measure import Spread
from .rounds import Row, Table
from .settings import PROJECT, THREADS, Places, Sizes

# A load from which on the page says that others were at work.
BUSY = 0.5

DEFINITIONS = """\
- **CPU** is user and system time of the whole process and its children, as the kernel accounts it
  (`wait4`), **wall** the time from start to end, **memory** the largest resident set, of the
  largest process where there are several (Python + orjson has three). What is timed begins with a
  cold process, with the page cache warm, and ends with the answer printed.
- *What-if* works and the queue are timed inside of the process, after the columns are loaded and
  one run that doesn't count; CPU is that of all its threads. Memory is that of the whole process.
- Contestants run in turn, {rounds} rounds, of cold processes after one that doesn't count. A figure
  is the median of the rounds (least – most). A ratio is taken round by round, **peer ÷ Tollgate**:
  above 1, Tollgate takes less.
- Each has {threads} threads (the C++ loops, numpy and the queue use one).
- The peers read only the five fields that the decision needs and print sums by rule and model;
  Tollgate fills its whole JSON result. The peers' sums are priced afterwards, untimed, with
  decimals. All answers of all rounds have to agree exactly: requests, tokens and cost by model,
  requests by rule, totals, baselines, savings; else there is no page.
- **Quantiles** are by nearest rank: the P95 of n values is the ⌈0.95·n⌉-th smallest. DuckDB's
  `quantile_disc` is the same; Polars sorts and takes that place.
- **Growth** is linear if a further million of records takes no more CPU between the two larger
  logs than between the two smaller ones (10 % allowed), and memory is flat if the largest log's
  peak is within 1.25 × the smallest's."""


@dataclass(frozen=True)
class Page:
    """What a run found."""

    tables: list[Table]
    goals: list[Goal]
    plain: dict[str, dict[str, int]]
    machine: list[tuple[str, str]]
    sizes: Sizes
    places: Places
    load: float
    date: str
    command: str

    def markdown(self) -> str:
        parts = [
            f"# Benchmark results\n\n{self.date}, by `{self.command}`.{self._noise()}",
            "## Goals\n\n" + self._goals(),
            "## Where a peer wins\n\n" + self._wins(),
            *self._missing(),
            *(self._table(table) for table in self.tables if table.work.key[:2] != "W4"),
            *self._growth(),
            *self._plain(),
            "## Definitions\n\n" + self._definitions(),
            "## Machine and versions\n\n" + self._machine(),
            "## Commands\n\n" + self._commands(),
        ]
        return "\n\n".join(parts) + "\n"

    def _noise(self) -> str:
        if self.load < BUSY:
            return ""
        return f" **The machine was busy before (load {self.load:.2f}): times are noisy.**"

    def _goals(self) -> str:
        verdicts = {True: "reached", False: "**not reached**", None: "**not measured**"}
        rows = [[g.work, g.aim, g.measured, verdicts[g.is_reached]] for g in self.goals]
        return grid(["work", "goal", "measured", ""], rows)

    def _wins(self) -> str:
        lines = []
        for table in self.tables:
            for row in table.rows:
                if line := self._win(table, row):
                    lines.append(f"- {line}")
        return "\n".join(lines) or "Nowhere in what was measured."

    def _win(self, table: Table, row: Row) -> str | None:
        if table.reference is None or row.name.startswith("Tollgate"):
            return None
        cpu, wall = row.cpu_over(table.reference).median, row.wall_over(table.reference).median
        memory = row.peak_bytes / table.reference.peak_bytes
        figures = [("CPU", cpu), ("wall time", wall), ("memory", memory)]
        won = [f"{ratio:.2f} × Tollgate's {name}" for name, ratio in figures if ratio < 1]
        return f"**{row.name} wins {table.work.title}**: {', '.join(won)}." if won else None

    def _missing(self) -> list[str]:
        lines = [
            f"- **{name}** in {table.work.title}: {reason}."
            for table in self.tables
            for name, reason in table.work.missing.items()
        ]
        return ["## Not measured\n\n" + "\n".join(lines)] if lines else []

    def _table(self, table: Table) -> str:
        head = ["", "CPU s", "wall s", "memory"]
        if table.reference:
            head += ["CPU ÷ Tollgate's", "wall ÷ Tollgate's"]
        if table.work.yardstick:
            head.append(f"CPU ÷ {table.work.yardstick}'s")
        rows = [self._cells(table, row) for row in table.rows]
        return (
            f"## {table.work.key.split()[0]}: {table.work.title}\n\n{table.work.question} All agree"
            f" on {table.facts:,} facts.\n\n{grid(head, rows)}"
        )

    def _cells(self, table: Table, row: Row) -> list[str]:
        cells = [row.name, seconds(row.cpu), seconds(row.wall), megabytes(row.peak_bytes)]
        if reference := table.reference:
            is_itself = row is reference
            cells.append("" if is_itself else ratio(row.cpu_over(reference)))
            cells.append("" if is_itself else ratio(row.wall_over(reference)))
        if yardstick := table.yardstick:
            cells.append("" if row is yardstick else ratio(row.cpu_over(yardstick)))
        return cells

    def _growth(self) -> list[str]:
        tables = [table for table in self.tables if table.work.key.startswith("W4")]
        if not tables:
            return []
        rows = []
        for records, table in zip(self.sizes.growth, tables):
            row = table.rows[0]
            million = row.cpu.median / records * 1e6
            figures = [seconds(row.cpu), f"{million:.3f}", seconds(row.wall)]
            rows.append([f"{records:,}", *figures, megabytes(row.peak_bytes)])
        head = ["records", "CPU s", "CPU s per million", "wall s", "memory"]
        return ["## W4: growth, Tollgate alone\n\nThe replay of W1.\n\n" + grid(head, rows)]

    def _plain(self) -> list[str]:
        if not self.plain:
            return []
        rows = [
            [peer, f"`{function}`", f"{count:,}", f"{count / self.sizes.pairs:.2%}"]
            for peer, functions in self.plain.items()
            for function, count in functions.items()
        ]
        head = ["peer", "function", "decided otherwise", ""]
        return [
            "## W1b: what a plain length would give\n\nThe policy counts UTF-16 code units; so do all"
            f" contestants above. With a plain length function, of {self.sizes.pairs:,} pairs:\n\n"
            + grid(head, rows)
        ]

    def _definitions(self) -> str:
        return DEFINITIONS.format(rounds=self.sizes.rounds, threads=THREADS)

    def _machine(self) -> str:
        return grid(["", ""], [list(fact) for fact in self.machine])

    def _commands(self) -> str:
        lines = []
        for table in self.tables:
            for contestant in table.work.contestants:
                lines.append(self._shortened(shlex.join(contestant.command)))
        return "```\n" + "\n".join(dict.fromkeys(lines)) + "\n```"

    def _shortened(self, command: str) -> str:
        command = command.replace(str(self.places.home), "$TOLLGATE_BENCH_DIR")
        return command.replace(f"{PROJECT}/", "")


def seconds(spread: Spread) -> str:
    digits = 3 if spread.median < 10 else 2
    if spread.median < 0.1:
        digits = 4
    return f"{spread.median:.{digits}f} ({spread.least:.{digits}f} – {spread.most:.{digits}f})"


def ratio(spread: Spread) -> str:
    return f"{spread.median:.2f} ({spread.least:.2f} – {spread.most:.2f})"


def megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f} MB"


def grid(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; numbers stand to the right."""
    width = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    is_number = [
        at > 0 and all(not row[at] or row[at][0].isdigit() for row in rows)
        for at in range(len(head))
    ]
    rule = ["-" * (size + 1) + (":" if right else "-") for size, right in zip(width, is_number)]
    lines = [_line(head, width), "|" + "|".join(rule) + "|"]
    return "\n".join([*lines, *(_line(row, width) for row in rows)])


def _line(cells: list[str], width: list[int]) -> str:
    return "| " + " | ".join(cell.ljust(size) for cell, size in zip(cells, width)) + " |"
