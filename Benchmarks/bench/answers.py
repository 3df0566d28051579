"""Answers as named facts, and the check that all contestants state the same."""

from dataclasses import dataclass, field
from decimal import Decimal

Fact = int | str | Decimal


class Disagreement(Exception):
    """Contestants that state different facts."""


@dataclass(frozen=True)
class Answer:
    """What a contestant found.

    Every contestant has to state the same `shared` facts. `details` are what peers compute on the
    way and Tollgate's result doesn't show; those who state them have to agree too.
    """

    shared: dict[str, Fact]
    details: dict[str, Fact] = field(default_factory=dict)


def agree(work: str, answers: dict[str, Answer]) -> int:
    """The number of facts on which all agree; a disagreement raises."""
    names = sorted({name for answer in answers.values() for name in answer.shared})
    details = sorted({name for answer in answers.values() for name in answer.details})
    if not names:
        raise Disagreement(f"{work}: nobody answered anything")
    faults = [
        fault
        for name in names
        if (fault := _fault(name, {who: answers[who].shared.get(name) for who in answers}))
    ]
    detailed = {who: answer.details for who, answer in answers.items() if answer.details}
    for name in details:
        if fault := _fault(name, {who: facts.get(name) for who, facts in detailed.items()}):
            faults.append(fault)
    if faults:
        more = f"\n  … and {len(faults) - 10} more" if len(faults) > 10 else ""
        raise Disagreement(f"{work}: answers differ:\n  " + "\n  ".join(faults[:10]) + more)
    return len(names) + len(details)


def _fault(name: str, stated: dict[str, Fact | None]) -> str | None:
    if len(set(stated.values())) == 1:
        return None
    return f"{name}: " + ", ".join(f"{who} says {value}" for who, value in stated.items())
