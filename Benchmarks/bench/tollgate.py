"""Tollgate's programs, and what they can do so far."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from .settings import PROJECT


@dataclass(frozen=True)
class Tollgate:
    """The folder of a release build."""

    folder: Path = PROJECT / ".build" / "release"

    @property
    def program(self) -> Path:
        return self.folder / "tollgate"

    @property
    def bench(self) -> Path:
        """Times work on columns in memory; README.md says what it has to print."""
        return self.folder / "tollgate-bench"

    @property
    def knows_latency(self) -> bool:
        return "--latency" in self._help("replay")

    @property
    def ingests(self) -> bool:
        return "--store" in self._help("ingest")

    def _help(self, command: str) -> str:
        """The help of a command; empty where there is none of the name."""
        arguments = [str(self.program), command, "--help"]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else ""
