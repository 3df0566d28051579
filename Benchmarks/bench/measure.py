"""Runs a command as a cold process and reads what it took from the system's own accounting."""

import statistics
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path


class ContestantFailed(Exception):
    """A command that did not end well."""


@dataclass(frozen=True)
class Run:
    """What one process took, its finished children included."""

    user: float
    system: float
    wall: float
    peak_bytes: int
    output: str

    @property
    def cpu(self) -> float:
        return self.user + self.system


@dataclass(frozen=True)
class Stopwatch:
    """Starts commands by `launch`, with nothing of the caller's environment but what is given."""

    launcher: Path
    environment: dict[str, str]

    def run(self, command: list[str]) -> Run:
        """Runs to the end; what went to standard error is shown if it fails."""
        with tempfile.NamedTemporaryFile("r") as report:
            done = subprocess.run(
                [str(self.launcher), report.name, *command],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            figures = report.read().split()
        if done.returncode != 0 or figures[4:] != ["0"]:
            status = figures[4] if figures else f"unknown (launch: {done.returncode})"
            said = done.stderr.strip()
            raise ContestantFailed(f"exit status {status}: {' '.join(command)}\n{said}")
        user, system, wall = map(float, figures[:3])
        return Run(user, system, wall, int(figures[3]), done.stdout)


@dataclass(frozen=True)
class Spread:
    """Median and range of a figure over the rounds."""

    median: float
    least: float
    most: float

    @staticmethod
    def of(values: list[float]) -> "Spread":
        return Spread(statistics.median(values), min(values), max(values))
