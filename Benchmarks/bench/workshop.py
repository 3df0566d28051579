"""Makes what the works need: the peers' programs, logs, columns, Parquet files.

A file's name bears a digest of what made it; what is there already is not made again.
"""

import hashlib
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .measure import Stopwatch
from .settings import BENCHMARKS, Places
from .tollgate import Tollgate

PEERS = BENCHMARKS / "peers"
COMPILE = ["g++", "-std=c++17", "-O3", "-march=native", "-Wall", "-Wextra", "-Werror"]
LIBRARIES = ["-lsimdjson", "-pthread"]


def digest(*sources: Path) -> str:
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:8]


@dataclass(frozen=True)
class Workshop:
    """Makes files under one home."""

    places: Places
    tollgate: Tollgate

    def stopwatch(self) -> Stopwatch:
        source = BENCHMARKS / "bench" / "launch.cpp"
        launcher = self._compiled(source, self.places.programs / f"launch-{digest(source)}")
        return Stopwatch(launcher, self.places.environment())

    def program(self, name: str) -> Path:
        """A peer in C++."""
        source = PEERS / f"{name}.cpp"
        tag = digest(source, *sorted(PEERS.glob("*.hpp")))
        return self._compiled(source, self.places.programs / f"{name}-{tag}")

    def native_log(self, records: int) -> Path:
        return self._log("native", BENCHMARKS / "generate_native.py", records)

    def pairs(self, records: int) -> Path:
        return self._log("pairs", BENCHMARKS / "generate_pairs.py", records)

    def parquet(self, log: Path) -> Path:
        """The log as Parquet, for the peers that answer from a store."""
        script = PEERS / "to_parquet.py"
        target = log.with_name(f"{log.stem}-{digest(script)}.parquet")
        return self._made(target, lambda out: self._peer(script, log, out))

    def columns(self, log: Path, repeats: int) -> Path:
        """The columns that a what-if needs, the log's rows so many times over."""
        script = PEERS / "to_columns.py"
        tag = digest(script, PEERS / "columns.py")
        target = log.with_name(f"{log.stem}-{repeats}x-{tag}.columns")
        return self._made(target, lambda out: self._peer(script, log, out, repeats))

    def column_parquet(self, columns: Path) -> Path:
        target = columns.with_name(f"{columns.name}.parquet")
        script = PEERS / "columns_to_parquet.py"
        return self._made(target, lambda out: self._peer(script, columns, out))

    def store(self, log: Path) -> Path:
        """The log ingested by Tollgate, as the program is now, with what the tutorial asks for."""
        program = self.tollgate.program
        target = log.with_name(f"{log.stem}-{digest(program)}.db")
        if not target.exists():
            for old in log.parent.glob(f"{log.stem}-*.db*"):
                old.unlink()
        ingest = [str(program), "ingest", str(log), "--policy", "tutorial", "--store"]
        return self._made(target, lambda out: [*ingest, out])

    def _compiled(self, source: Path, target: Path) -> Path:
        return self._made(target, lambda out: [*COMPILE, "-o", out, str(source), *LIBRARIES])

    def _log(self, kind: str, generator: Path, records: int) -> Path:
        target = self.places.data / f"{kind}-{records}-{digest(generator)}.jsonl"
        return self._made(target, lambda out: self._peer(generator, records, out))

    def _peer(self, script: Path, *arguments: object) -> list[str]:
        return [str(self.places.python), str(script), *map(str, arguments)]

    def _made(self, target: Path, command_for: Callable[[str], list[str]]) -> Path:
        """Runs the command if the target isn't there; it appears only when it is whole."""
        if target.exists():
            return target
        print(f"making {target.name}", flush=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f"{target.name}.unfinished")
        for leftover in target.parent.glob(f"{unfinished.name}*"):
            leftover.unlink()
        command = command_for(str(unfinished))
        subprocess.run(command, check=True, env={**os.environ, **self.places.environment()})
        unfinished.rename(target)
        return target
