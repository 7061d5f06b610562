"""Learns when to refuse, from questions whose answers are known to be right or wrong.

The files are the project's own golden questions: they hold what no ways of asking of the entries
show, questions as people put them and near misses. Each is judged also by weights that have not
seen its file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.engine import Engine
from knowledge.entry import Entry
from knowledge.evaluate import is_correct, read_rows
from knowledge.refusal import LIKELY, chance
from knowledge.reply import Context
from knowledge.training.confidence import logistic

_GOLDEN = Path(__file__).parents[2] / "tests" / "golden"
# Before anything is learned: as sure as the confidence is.
FIRST_GUESS = {"intercept": 0.0, "confidence": 1.0}
# A wrong answer is worse than none, but refusing does not mend it.
_WRONG = 0.3
_RIDGE = 0.5
_NOT_ASKED = frozenset({"chitchat", "complaint"})


@dataclass(frozen=True, slots=True)
class _Case:
    file: str
    doubts: Mapping[str, float]
    right: bool
    weight: float


def learn_refusal(entries: Sequence[Entry]) -> tuple[dict[str, float], str]:
    """The weights, and how they do on each file when they have not seen it."""
    cases = _cases(Engine(entries))
    files = sorted({case.file for case in cases})
    told = "".join(_told(cases, file) for file in files)
    return _fit(cases), f"not seen, of each file: right ones refused, others answered\n{told}"


def _cases(engine: Engine) -> list[_Case]:
    return [
        case
        for path in sorted(_GOLDEN.glob("questions*.jsonl"))
        for row in read_rows(path)
        if row["kind"] not in _NOT_ASKED and (case := _case(engine, path.stem, row)) is not None
    ]


def _case(engine: Engine, file: str, row: Mapping[str, Any]) -> _Case | None:
    """A question with what speaks for its best entry; None where that is ruled out for sure."""
    context = engine.ask(row["context"]).context if row.get("context") else Context()
    understood, reply = engine.best_answer(row["q"], context)
    doubts = engine.doubts(understood)
    if doubts is None or reply.kind != "answer":
        return None
    elsewhere = row["kind"] == "oos"
    right = not elsewhere and is_correct(row, reply)
    name = row.get("set", file)
    return _Case(name, doubts, right, 1.0 if right or elsewhere else _WRONG)


def _fit(cases: Sequence[_Case]) -> dict[str, float]:
    return logistic(
        [case.doubts for case in cases],
        [case.right for case in cases],
        [case.weight for case in cases],
        ridge=_RIDGE,
    )


def _told(cases: Sequence[_Case], file: str) -> str:
    scale = _fit([case for case in cases if case.file != file])
    seen = [(case, chance(case.doubts, scale) >= LIKELY) for case in cases if case.file == file]
    refused = sum(case.right and not answered for case, answered in seen)
    answered_wrongly = sum(not case.right and answered for case, answered in seen)
    others = sum(not case.right for case, _ in seen)
    return f"  {file}: {refused} of {len(seen) - others}, {answered_wrongly} of {others}\n"
