"""The works that begin with a log: replay (W1, W1b), hours and latency (W3), growth (W4)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .answers import Answer
from .hours import hours_from_peer, hours_from_tollgate
from .prices import Prices
from .replays import replay_from_cells, replay_from_tollgate
from .settings import THREADS, Sizes
from .works import Contestant, Work
from .workshop import PEERS, Workshop

REPLAY = ["--policy", "tutorial", "--baseline", "all"]
HOURS = ["--by", "model,hour", "--latency"]


@dataclass(frozen=True)
class LogWorks:
    """Builds the works from what the workshop makes."""

    workshop: Workshop
    sizes: Sizes
    prices: Prices

    def native_replay(self) -> Work:
        return self._replay(
            "W1",
            f"replay of {self.sizes.log:,} native records",
            "replay",
            self.workshop.native_log(self.sizes.log),
        )

    def pair_replay(self) -> Work:
        return self._replay(
            "W1b",
            f"replay of {self.sizes.pairs:,} OpenAI pairs",
            "pairs",
            self.workshop.pairs(self.sizes.pairs),
        )

    def plain_lengths(self) -> dict[str, dict[str, int]]:
        """How many of the pairs each peer's plain length functions decide otherwise."""
        log = self.workshop.pairs(self.sizes.pairs)
        stopwatch, found = self.workshop.stopwatch(), {}
        for contestant in self._peers("pairs", log):
            output = stopwatch.run([*contestant.command, "--plain"]).output
            found[contestant.name] = json.loads(output)["plain"]
        return found

    def hours(self) -> list[Work]:
        """From the log, and from a store against Parquet."""
        log = self.workshop.native_log(self.sizes.log)
        tollgate = self.workshop.tollgate
        missing = "" if tollgate.knows_latency else "`tollgate replay` has no --latency"
        from_log = self._hours("W3 log", "from the log", log, log, missing)
        if not tollgate.ingests:
            missing = "there is no `tollgate ingest`"
        store = log if missing else self.workshop.store(log)
        parquet = self.workshop.parquet(log)
        return [from_log, self._hours("W3 store", "from a store", store, parquet, missing)]

    def growth(self) -> list[Work]:
        works = []
        for records in self.sizes.growth:
            log = self.workshop.native_log(records)
            command = self._tollgate("replay", log, *REPLAY)
            alone = Contestant("Tollgate", command, _requests)
            title = f"{records:,} native records"
            works.append(Work(f"W4 {records}", title, "The replay of W1, alone.", [alone]))
        return works

    def _replay(self, key: str, title: str, peer: str, log: Path) -> Work:
        command = self._tollgate("replay", log, *REPLAY)
        return Work(
            key,
            f"{title} ({log.stat().st_size / 1e9:.2f} GB)",
            "The `tutorial` policy and four baselines, from a cold process to the answer.",
            [Contestant("Tollgate", command, replay_from_tollgate), *self._peers(peer, log)],
        )

    def _peers(self, kind: str, log: Path) -> list[Contestant]:
        def read(output: dict[str, Any]) -> Answer:
            return replay_from_cells(output, self.prices)

        program = self.workshop.program(f"{kind}_simdjson")
        return [
            Contestant("C++ simdjson", [str(program), str(log)], read),
            Contestant("DuckDB", self._python(f"{kind}_duckdb.py", log), read),
            Contestant("Polars", self._python(f"{kind}_polars.py", log), read),
            Contestant("Python + orjson", self._python(f"{kind}_orjson.py", log), read),
        ]

    def _hours(self, key: str, title: str, source: Path, peers: Path, missing: str) -> Work:
        def read(output: dict[str, Any]) -> Answer:
            return hours_from_peer(output, self.prices)

        contestants = [
            Contestant("DuckDB", self._python("hourly_duckdb.py", peers), read),
            Contestant("Polars", self._python("hourly_polars.py", peers), read),
        ]
        if not missing:
            command = self._tollgate("replay", source, *HOURS)
            contestants.insert(0, Contestant("Tollgate", command, hours_from_tollgate))
        return Work(
            key,
            f"hours and latency of {self.sizes.log:,} native records, {title}",
            "Spend per model and hour, P50, P95 and P99 of the latency per model.",
            contestants,
            missing={"Tollgate": missing} if missing else {},
        )

    def _tollgate(self, command: str, source: Path, *options: str) -> list[str]:
        tollgate = str(self.workshop.tollgate.program)
        jobs = ["--jobs", str(THREADS)]
        return [tollgate, command, str(source), *options, *jobs, "--format", "json", "--quiet"]

    def _python(self, script: str, source: Path) -> list[str]:
        return [str(self.workshop.places.python), str(PEERS / script), str(source)]


def _requests(result: dict[str, Any]) -> Answer:
    return Answer({"requests": result["traffic"]["requests"]})
