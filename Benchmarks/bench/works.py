"""What a work is: contestants that answer the same question."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .answers import Answer


@dataclass(frozen=True)
class Contestant:
    """A command, and how its JSON output is read.

    A resident contestant loads its columns first, times the work itself, several times in one
    process, and states the times as `repetitions`.
    """

    name: str
    command: list[str]
    read: Callable[[dict[str, Any]], Answer]
    is_resident: bool = False


@dataclass(frozen=True)
class Work:
    """Contestants whose answers have to agree; ratios are to `reference`, and to a yardstick that
    is no rival. `missing` says of contestants that can't take part why."""

    key: str
    title: str
    question: str
    contestants: list[Contestant]
    reference: str = "Tollgate"
    yardstick: str | None = None
    missing: dict[str, str] = field(default_factory=dict)

    @property
    def is_resident(self) -> bool:
        return all(contestant.is_resident for contestant in self.contestants)
