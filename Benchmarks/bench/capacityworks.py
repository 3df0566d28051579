"""The work of the capacity simulation: a queue before a hundred servers (W5)."""

from typing import Any

from .answers import Answer
from .columnworks import LOOP
from .settings import Sizes
from .works import Contestant, Work
from .workshop import Workshop


def queue_work(workshop: Workshop, sizes: Sizes) -> Work:
    """Tollgate's simulation knows quotas, retries and fallbacks; the loop knows this queue only."""
    rest = [str(sizes.requests), str(sizes.repetitions)]
    loop = [str(workshop.program("capacity_loop")), *rest]
    contestants = [Contestant(LOOP, loop, read, is_resident=True)]
    missing = {"Tollgate": "`tollgate-bench` isn't built"}
    if workshop.tollgate.bench.exists():
        command = [str(workshop.tollgate.bench), "w5-queue", "--requests", rest[0]]
        command += ["--repetitions", rest[1]]
        contestants.insert(0, Contestant("Tollgate", command, read, is_resident=True))
        missing = {}
    return Work(
        "W5",
        f"{sizes.requests:,} requests before 100 servers",
        "Arrivals and service times are drawn as the simulation goes; all of that is timed, inside"
        " of the process.",
        contestants,
        yardstick=LOOP,
        missing=missing,
    )


def read(output: dict[str, Any]) -> Answer:
    """Waits in nanoseconds."""
    return Answer({name: int(value) for name, value in output["answer"].items()})
