"""Runs the works and writes the page. `Benchmarks/run --help` lists the options."""

import argparse
import datetime
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from . import machine
from .answers import Disagreement
from .capacityworks import queue_work
from .columnworks import ColumnWorks
from .goals import Judge
from .logworks import LogWorks
from .measure import ContestantFailed, Stopwatch
from .page import Page
from .prices import Prices
from .rounds import Table, play
from .settings import BENCHMARKS, FULL, QUICK, Places, Sizes
from .tollgate import Tollgate
from .works import Work
from .workshop import Workshop

WORKS = ["W1", "W1b", "W2", "W3", "W4", "W5"]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="Benchmarks/run",
        description="Tollgate against its peers on the same work; README.md beside it says more.",
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of the work, fewer rounds")
    parser.add_argument("--only", default=",".join(WORKS), help="works, such as W1,W3")
    parser.add_argument("--rounds", type=int, help="rounds that count")
    parser.add_argument("--rows", help="rows of W2, such as 5000000, instead of 5 M and 50 M")
    parser.add_argument("--results", type=Path, help="the page, instead of RESULTS.md")
    chosen = parser.parse_args()
    if unknown := set(chosen.only.split(",")) - set(WORKS):
        parser.error(f"no work is called {', '.join(sorted(unknown))}; known: {', '.join(WORKS)}")
    return chosen


def works(keys: list[str], workshop: Workshop, sizes: Sizes) -> Iterator[Work]:
    """Each is made just before it is played, so that the page cache still has its files."""
    prices = Prices.read()
    logs = LogWorks(workshop, sizes, prices)
    if "W1" in keys:
        yield logs.native_replay()
    if "W1b" in keys:
        yield logs.pair_replay()
    if "W2" in keys:
        yield from ColumnWorks(workshop, sizes, prices).all()
    if "W3" in keys:
        yield from logs.hours()
    if "W4" in keys:
        yield from logs.growth()
    if "W5" in keys:
        yield queue_work(workshop, sizes)


def played(work: Work, sizes: Sizes, stopwatch: Stopwatch) -> Table:
    for name, reason in work.missing.items():
        print(f"SKIPPED: {name} in {work.title}: {reason}", flush=True)
    names = ", ".join(contestant.name for contestant in work.contestants)
    print(f"{work.key}: {work.title}: {names}", flush=True)
    return play(work, sizes.rounds, stopwatch)


def command(chosen: argparse.Namespace) -> str:
    """What makes the same page again."""
    given = [word for word in sys.argv[1:] if word != "--quick"]
    if given:
        return " ".join(["Benchmarks/run", *sys.argv[1:]])
    return "make bench-quick" if chosen.quick else "make bench"


def page_path(chosen: argparse.Namespace, places: Places) -> Path:
    """Only a full run of all works replaces the page in the tree."""
    if chosen.results:
        return Path(chosen.results)
    is_full = not chosen.quick and chosen.only == ",".join(WORKS)
    return BENCHMARKS / "RESULTS.md" if is_full else places.home / "RESULTS-partial.md"


def main() -> int:
    chosen = options()
    places, tollgate = Places.from_environment(), Tollgate()
    sizes = QUICK if chosen.quick else FULL
    if chosen.rounds:
        sizes = replace(sizes, rounds=chosen.rounds)
    if chosen.rows:
        sizes = replace(sizes, columns=tuple(int(rows) for rows in chosen.rows.split(",")))
    workshop, keys = Workshop(places, tollgate), chosen.only.split(",")
    known, load = machine.facts(tollgate), os.getloadavg()[0]
    try:
        stopwatch = workshop.stopwatch()
        tables = [played(work, sizes, stopwatch) for work in works(keys, workshop, sizes)]
        plain = LogWorks(workshop, sizes, Prices.read()).plain_lengths() if "W1b" in keys else {}
    except (ContestantFailed, Disagreement, subprocess.CalledProcessError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    page = Page(
        tables=tables,
        goals=Judge(tables, sizes).goals(),
        plain=plain,
        machine=known,
        sizes=sizes,
        places=places,
        load=load,
        date=datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        command=command(chosen),
    )
    path = page_path(chosen, places)
    path.write_text(page.markdown())
    print(f"\n{page.markdown()}\nwritten to {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
