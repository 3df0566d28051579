"""How much work a run does, and where its files are."""

import os
from dataclasses import dataclass
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
PROJECT = BENCHMARKS.parent
THREADS = 2


@dataclass(frozen=True)
class Sizes:
    """Numbers of records and repetitions."""

    log: int
    pairs: int
    columns: tuple[int, ...]
    growth: tuple[int, ...]
    requests: int
    rounds: int
    repetitions: int


FULL = Sizes(
    log=5_000_000,
    pairs=300_000,
    columns=(5_000_000, 50_000_000),
    growth=(500_000, 5_000_000, 20_000_000),
    requests=20_000_000,
    rounds=5,
    repetitions=7,
)
QUICK = Sizes(
    log=500_000,
    pairs=30_000,
    columns=(500_000, 5_000_000),
    growth=(50_000, 500_000, 2_000_000),
    requests=2_000_000,
    rounds=3,
    repetitions=5,
)


@dataclass(frozen=True)
class Places:
    """The folder outside of the tree that holds data, programs and the virtual environment."""

    home: Path

    @staticmethod
    def from_environment() -> "Places":
        default = Path.home() / ".cache" / "tollgate-bench"
        return Places(Path(os.environ.get("TOLLGATE_BENCH_DIR", default)))

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def programs(self) -> Path:
        return self.home / "bin"

    @property
    def python(self) -> Path:
        return self.home / "venv" / "bin" / "python"

    def environment(self) -> dict[str, str]:
        """What every contestant sees, and nothing else of the caller's environment."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": os.environ["HOME"],
            "LANG": "C.UTF-8",
            "PYTHONPYCACHEPREFIX": str(self.home / "pycache"),
            "POLARS_MAX_THREADS": str(THREADS),
        }
