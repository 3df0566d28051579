"""Lets the contestants of a work run in turn."""

import json
import statistics
from dataclasses import dataclass
from typing import Any

from .answers import Answer, agree
from .measure import ContestantFailed, Run, Spread, Stopwatch
from .works import Contestant, Work


@dataclass(frozen=True)
class Times:
    """Seconds and memory of one round; of a resident contestant the median of its repetitions."""

    cpu: float
    wall: float
    peak_bytes: int


@dataclass(frozen=True)
class Row:
    """A contestant's rounds."""

    name: str
    rounds: list[Times]

    @property
    def cpu(self) -> Spread:
        return Spread.of([times.cpu for times in self.rounds])

    @property
    def wall(self) -> Spread:
        return Spread.of([times.wall for times in self.rounds])

    @property
    def peak_bytes(self) -> int:
        return max(times.peak_bytes for times in self.rounds)

    def cpu_over(self, other: "Row") -> Spread:
        """The ratio round by round, so that a machine that slows down changes both sides."""
        return Spread.of([mine.cpu / its.cpu for mine, its in zip(self.rounds, other.rounds)])

    def wall_over(self, other: "Row") -> Spread:
        return Spread.of([mine.wall / its.wall for mine, its in zip(self.rounds, other.rounds)])


@dataclass(frozen=True)
class Table:
    """What a work's contestants took, and on how many facts they agree."""

    work: Work
    rows: list[Row]
    facts: int

    def row(self, name: str) -> Row | None:
        return next((row for row in self.rows if row.name == name), None)

    @property
    def reference(self) -> Row | None:
        return self.row(self.work.reference)

    @property
    def yardstick(self) -> Row | None:
        return self.row(self.work.yardstick) if self.work.yardstick else None


def play(work: Work, rounds: int, stopwatch: Stopwatch) -> Table:
    """One round that only warms up, then the ones that count; every answer of each is checked.

    Resident contestants warm up by themselves.
    """
    times: dict[str, list[Times]] = {each.name: [] for each in work.contestants}
    facts = 0
    for number in range(0 if work.is_resident else -1, rounds):
        answers: dict[str, Answer] = {}
        for contestant in work.contestants:
            done = stopwatch.run(contestant.command)
            output = _parsed(contestant, done)
            answers[contestant.name] = contestant.read(output)
            if number >= 0:
                times[contestant.name].append(_times(contestant, done, output))
        facts = agree(work.key, answers)
    return Table(work, [Row(name, each) for name, each in times.items()], facts)


def _parsed(contestant: Contestant, done: Run) -> dict[str, Any]:
    try:
        output: dict[str, Any] = json.loads(done.output)
    except ValueError as error:
        start = done.output[:200]
        raise ContestantFailed(f"{contestant.name}: no JSON ({error}): {start}") from error
    return output


def _times(contestant: Contestant, done: Run, output: dict[str, Any]) -> Times:
    if not contestant.is_resident:
        return Times(done.cpu, done.wall, done.peak_bytes)
    cpu, wall = zip(*output["repetitions"])
    return Times(statistics.median(cpu), statistics.median(wall), done.peak_bytes)
