"""The works on columns in memory: one policy, and a hundred length thresholds (W2)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .answers import Answer
from .prices import Prices
from .replays import policy_from_cells, policy_from_tollgate
from .settings import Sizes
from .sweeps import sweep_from_cells, sweep_from_tollgate
from .works import Contestant, Work
from .workshop import PEERS, Workshop

HEADER_BYTES = 4096
LOOP = "C++ loop"


def header_of(columns: Path) -> dict[str, Any]:
    with open(columns, "rb") as file:
        header: dict[str, Any] = json.loads(file.read(HEADER_BYTES))
    return header


@dataclass(frozen=True)
class ColumnWorks:
    """Builds the works from what the workshop makes."""

    workshop: Workshop
    sizes: Sizes
    prices: Prices

    def all(self) -> list[Work]:
        return [
            work
            for rows in self.sizes.columns
            for work in (self._work("policy", rows), self._work("thresholds", rows))
        ]

    def _work(self, kind: str, rows: int) -> Work:
        log = self.workshop.native_log(self.sizes.log)
        columns = self.workshop.columns(log, rows // self.sizes.log)
        thresholds = header_of(columns)["thresholds"]

        def policy(output: dict[str, Any]) -> Answer:
            return policy_from_cells(output, self.prices)

        def sweep(output: dict[str, Any]) -> Answer:
            return sweep_from_cells(output, thresholds, self.prices)

        contestants = self._peers(kind, columns, policy if kind == "policy" else sweep)
        tollgate, missing = self._tollgate(kind, columns, log if rows == self.sizes.log else None)
        titles = {"policy": "one policy", "thresholds": "100 length thresholds"}
        return Work(
            f"W2 {kind} {rows}",
            f"what-if on {rows:,} rows, {titles[kind]}",
            "Columns are loaded first; the work alone is timed, inside of the process.",
            [*tollgate, *contestants],
            reference="Tollgate, resident",
            yardstick=LOOP,
            missing=missing,
        )

    def _peers(
        self, kind: str, columns: Path, read: Callable[[dict[str, Any]], Answer]
    ) -> list[Contestant]:
        parquet = self.workshop.column_parquet(columns)
        rest = [kind, str(self.sizes.repetitions)]

        def python(name: str, script: str, source: Path) -> Contestant:
            command = [str(self.workshop.places.python), str(PEERS / script), str(source), *rest]
            return Contestant(name, command, read, is_resident=True)

        loop = [str(self.workshop.program("whatif_loop")), str(columns), *rest]
        return [
            Contestant(LOOP, loop, read, is_resident=True),
            python("numpy", "whatif_numpy.py", columns),
            python("Polars, in memory", "whatif_polars.py", columns),
            python("Polars, Parquet", "whatif_polars.py", parquet),
            python("DuckDB, in memory", "whatif_duckdb.py", columns),
            python("DuckDB, Parquet", "whatif_duckdb.py", parquet),
        ]

    def _tollgate(
        self, kind: str, columns: Path, log: Path | None
    ) -> tuple[list[Contestant], dict[str, str]]:
        """The contestants that exist, and why the others don't."""
        names = ["Tollgate, resident", "Tollgate, from store"]
        tollgate = self.workshop.tollgate
        if not tollgate.bench.exists():
            return [], {name: "`tollgate-bench` isn't built" for name in names}
        read = _policy_of_tollgate if kind == "policy" else _sweep_of_tollgate

        def contestant(name: str, *source: str) -> Contestant:
            command = [str(tollgate.bench), f"w2-{kind}", *source]
            command += ["--repetitions", str(self.sizes.repetitions)]
            return Contestant(name, command, read, is_resident=True)

        found = [contestant(names[0], "--columns", str(columns))]
        if log is None:
            return found, {names[1]: "a store takes the same log only once"}
        if not tollgate.ingests:
            return found, {names[1]: "there is no `tollgate ingest`"}
        return [*found, contestant(names[1], "--store", str(self.workshop.store(log)))], {}


def _policy_of_tollgate(output: dict[str, Any]) -> Answer:
    return policy_from_tollgate(output["answer"])


def _sweep_of_tollgate(output: dict[str, Any]) -> Answer:
    return sweep_from_tollgate(output["answer"])
