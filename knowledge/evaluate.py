"""Scores the engine on files of questions, by kind and by document.

A line is an object with ``id``, ``q``, ``kind`` and, where they apply, ``context`` (the question
asked just before), ``expect`` (facts, each a list of alternatives of which one is enough),
``forbid``, ``doc``, ``abstain``, ``route``.
"""

from __future__ import annotations

import json
import re
import statistics
import time
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.engine import Engine
from knowledge.reply import Reply

_LONG = frozenset({"list", "procedure", "compare"})
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_DROPPED = re.compile(r"[\s*]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question with what came of it. ``seconds`` is the time of its own turn alone."""

    row: Mapping[str, Any]
    reply: Reply
    correct: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """All outcomes; ``str()`` prints the tables."""

    outcomes: tuple[Outcome, ...]

    @property
    def accuracy(self) -> float:
        """Share of questions that came out right."""
        return _share(outcome.correct for outcome in self.outcomes)

    def by(self, field: str) -> dict[str, tuple[int, int]]:
        """Right and all, for each value of a field such as ``kind`` or ``doc``."""
        groups: dict[str, list[bool]] = {}
        for outcome in self.outcomes:
            groups.setdefault(str(outcome.row.get(field) or "-"), []).append(outcome.correct)
        return {name: (sum(found), len(found)) for name, found in sorted(groups.items())}

    def abstention(self) -> tuple[float, float]:
        """Precision and recall of abstaining, against the kind ``oos``."""
        said = [o.row["kind"] == "oos" for o in self.outcomes if o.reply.kind == "abstain"]
        due = [o.reply.kind == "abstain" for o in self.outcomes if o.row["kind"] == "oos"]
        return _share(said), _share(due)

    def milliseconds(self) -> tuple[float, float]:
        """Median and 99th percentile of the time an answer takes."""
        times = sorted(outcome.seconds * 1000 for outcome in self.outcomes) or [0.0]
        return statistics.median(times), times[min(int(len(times) * 0.99), len(times) - 1)]

    def wrong(self) -> tuple[Outcome, ...]:
        """The outcomes that are not right."""
        return tuple(outcome for outcome in self.outcomes if not outcome.correct)

    def __str__(self) -> str:
        right = sum(outcome.correct for outcome in self.outcomes)
        clarified = sum(outcome.reply.kind == "clarify" for outcome in self.outcomes)
        precision, recall = self.abstention()
        median, slowest = self.milliseconds()
        lines = [
            f"correct {right}/{len(self.outcomes)} = {self.accuracy:.1%}, clarified {clarified}"
        ]
        for field in ("kind", "doc"):
            lines += [
                f"  {field} {name:<10} {ok:>4}/{n:<4} {ok / n:.1%}"
                for name, (ok, n) in self.by(field).items()
            ]
        lines.append(f"abstention precision {precision:.1%}, recall {recall:.1%}")
        lines.append(f"time median {median:.1f} ms, p99 {slowest:.1f} ms")
        return "\n".join(lines)


def evaluate(engine: Engine, rows: Iterable[Mapping[str, Any]]) -> Report:
    """Ask every row, its context first in the same conversation, and score the reply."""
    return Report(tuple(_outcome(engine, row) for row in rows))


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _outcome(engine: Engine, row: Mapping[str, Any]) -> Outcome:
    context = engine.ask(row["context"]).context if row.get("context") else None
    begun = time.perf_counter()
    reply = engine.ask(row["q"], context)
    return Outcome(row, reply, is_correct(row, reply), time.perf_counter() - begun)


def is_correct(row: Mapping[str, Any], reply: Reply) -> bool:
    """Whether a reply meets a row, by the rules that the row's kind has."""
    kind = row["kind"]
    if kind == "oos":
        return reply.kind == "abstain"
    if kind == "complaint":
        return reply.kind == "complaint"
    text = flatten(reply.text)
    told = all(any(flatten(way) in text for way in fact) for fact in row.get("expect", ()))
    if kind == "chitchat":
        return told and reply.kind in ("smalltalk", "answer")
    limit = 1400 if kind in _LONG else 700
    forbidden = any(flatten(bad) in text for bad in row.get("forbid", ()))
    return reply.kind == "answer" and told and not forbidden and len(reply.text) <= limit


def flatten(text: str) -> str:
    """Text as scoring compares it: NFC, joined sara am, Arabic digits, no spaces or stars."""
    text = unicodedata.normalize("NFC", text).replace("\u0e4d\u0e32", "\u0e33")
    return _DROPPED.sub("", text.translate(_DIGITS)).lower()


def _share(found: Iterable[bool]) -> float:
    values: Sequence[bool] = list(found)
    return sum(values) / len(values) if values else 1.0
