"""The goals, each judged by what was measured."""

from dataclasses import dataclass

from .columnworks import LOOP
from .rounds import Row, Table
from .settings import Sizes

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Goal:
    """What was aimed at, what was measured, and whether that is enough; None: not measured."""

    work: str
    aim: str
    measured: str
    is_reached: bool | None


def judged(work: str, aim: str, value: float | None, unit: str, is_reached: bool | None) -> Goal:
    if value is None:
        return Goal(work, aim, "not measured", None)
    return Goal(work, aim, f"{value:.2f}{unit}", is_reached)


class Judge:
    """Looks figures up in the tables of a run, by the key of the work."""

    def __init__(self, tables: list[Table], sizes: Sizes) -> None:
        self.tables = {table.work.key: table for table in tables}
        self.sizes = sizes

    def goals(self) -> list[Goal]:
        goals: list[Goal] = []
        if "W1" in self.tables:
            goals += self._native()
        if "W1b" in self.tables:
            goals += self._pairs()
        for rows in self.sizes.columns:
            if f"W2 policy {rows}" in self.tables:
                goals += self._columns(rows)
        for key in ("W3 log", "W3 store"):
            if key in self.tables:
                goals += self._hours(key)
        if all(f"W4 {records}" in self.tables for records in self.sizes.growth):
            goals += self._growth()
        if "W5" in self.tables:
            goals += self._queue()
        return goals

    def _native(self) -> list[Goal]:
        ahead = self._at_least("W1", "DuckDB", 3)
        tollgate = self._row("W1", "Tollgate")
        peak = tollgate.peak_bytes / MEGABYTE if tollgate else None
        share = tollgate.wall.median / tollgate.cpu.median if tollgate else None
        return [
            ahead,
            self._at_least("W1", "C++ simdjson", 1, strictly=True),
            judged("W1", "memory below 100 MB", peak, " MB", peak is not None and peak < 100),
            judged("W1", "wall ≤ 0.6 × CPU", share, " ×", share is not None and share <= 0.6),
        ]

    def _pairs(self) -> list[Goal]:
        facts = self.tables["W1b"].facts
        return [
            self._at_least("W1b", "C++ simdjson", 1),
            Goal("W1b", "exact UTF-16 lengths", f"all agree on {facts} facts", True),
        ]

    def _columns(self, rows: int) -> list[Goal]:
        name = f"W2 {rows // 1_000_000} M" if rows >= 1_000_000 else f"W2 {rows // 1000} K"
        goals = []
        for kind in ("policy", "thresholds"):
            for side, most in (("resident", 1.5), ("from store", 3.5)):
                ratio = self._ratio(f"W2 {kind} {rows}", f"Tollgate, {side}", LOOP)
                aim = f"{kind}, {side}: ≤ {most} × the CPU of the C++ loop"
                goals.append(judged(name, aim, ratio, " ×", ratio is not None and ratio <= most))
        return [*goals, self._ahead_of_best(name, f"W2 thresholds {rows}")]

    def _ahead_of_best(self, name: str, key: str) -> Goal:
        """The loop is the yardstick of another goal, not a peer of this one."""
        peers = [row.name for row in self.tables[key].rows if not row.name.startswith("Tollgate")]
        ratios = [self._ratio(key, peer, "Tollgate, resident") for peer in peers if peer != LOOP]
        known = [ratio for ratio in ratios if ratio is not None]
        least = min(known) if known else None
        aim = "thresholds: ≥ 10 × less CPU than the best of DuckDB, Polars, numpy"
        return judged(name, aim, least, " ×", least is not None and least >= 10)

    def _hours(self, key: str) -> list[Goal]:
        return [self._at_least(key, peer, 1, strictly=True) for peer in ("DuckDB", "Polars")]

    def _growth(self) -> list[Goal]:
        """Linear: a further million costs the same in both steps; what starting takes cancels."""
        small, middle, large = (self._row(f"W4 {size}", "Tollgate") for size in self.sizes.growth)
        if not (small and middle and large):
            return []
        sizes = [size / 1e6 for size in self.sizes.growth]
        early = (middle.cpu.median - small.cpu.median) / (sizes[1] - sizes[0])
        late = (large.cpu.median - middle.cpu.median) / (sizes[2] - sizes[1])
        linear = late / early
        flat = large.peak_bytes / small.peak_bytes
        steps = f"{sizes[0]:g} → {sizes[1]:g} → {sizes[2]:g} M"
        return [
            judged(
                "W4",
                f"linear time: CPU per further million, {steps}: second step ≤ 1.1 × the first",
                linear,
                " ×",
                linear <= 1.1,
            ),
            judged(
                "W4",
                "flat memory: the largest log's peak ≤ 1.25 × the smallest's",
                flat,
                " ×",
                flat <= 1.25,
            ),
        ]

    def _queue(self) -> list[Goal]:
        tollgate = self._row("W5", "Tollgate")
        millions = self.sizes.requests / tollgate.cpu.median / 1e6 if tollgate else None
        peak = tollgate.peak_bytes / MEGABYTE if tollgate else None
        return [
            judged(
                "W5",
                "≥ 3 M requests a second of CPU",
                millions,
                " M",
                millions is not None and millions >= 3,
            ),
            judged("W5", "memory below 100 MB", peak, " MB", peak is not None and peak < 100),
        ]

    def _row(self, key: str, name: str) -> Row | None:
        return self.tables[key].row(name)

    def _ratio(self, key: str, over: str, under: str) -> float | None:
        """The median ratio of CPU, round by round."""
        above, below = self._row(key, over), self._row(key, under)
        return above.cpu_over(below).median if above and below else None

    def _at_least(self, key: str, peer: str, least: float, strictly: bool = False) -> Goal:
        ratio = self._ratio(key, peer, "Tollgate")
        aim = f"less CPU than {peer}" if strictly else f"no more CPU than {peer}"
        if least > 1:
            aim = f"≥ {least:g} × less CPU than {peer}"
        is_reached = ratio is not None and (ratio > least if strictly else ratio >= least)
        return judged(key, aim, ratio, " ×", is_reached)
