"""Questions asked in bulk, outside any chat: what an idle conversation would make of each."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from handlers.commands import is_command
from knowledge.engine import Engine
from knowledge.live import LiveEngine
from knowledge.reply import Context

_AS_COMPLAINT = ("report",)
_AS_SMALLTALK = ("track", "ask", "help", "cancel", "english", "thai", "forget")


class BadRow(ValueError):
    """A row that cannot be answered; its text says what is wrong with it."""


def each_line(
    lines: Iterable[str], answer: Callable[[Mapping[str, Any]], dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield for each row of JSON Lines its id with its answer, or with what is wrong: one bad row
    never keeps the others from being answered. Empty lines are passed over.
    """
    for line in lines:
        if line.strip():
            yield _answered(line, answer)


def _answered(line: str, answer: Callable[[Mapping[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as fault:
        return {"id": None, "kind": "error", "error": f"not JSON: {fault}"}
    if not isinstance(row, dict):
        return {"id": None, "kind": "error", "error": "not a JSON object"}
    try:
        return {"id": row.get("id"), **answer(row)}
    except BadRow as fault:
        return {"id": row.get("id"), "kind": "error", "error": str(fault)}


def text_of(row: Mapping[str, Any], name: str) -> str:
    """Return a text of a row; raises BadRow where it is none."""
    text = row.get(name)
    if not isinstance(text, str):
        raise BadRow(f"{name!r} must be a text")
    return text


def ask_row(engine: Engine | LiveEngine, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer to a row's `q`, its `context` (a text or several) asked first.

    Raises BadRow where one of them is not what it should be.
    """
    before = row.get("context") or []
    turns = [before] if isinstance(before, str) else before
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise BadRow("'context' must be a text or a list of texts")
    return ask_plainly(engine, text_of(row, "q"), turns)


def ask_plainly(
    engine: Engine | LiveEngine, question: str, before: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the answer as plain data: kind, text, sources, confidence.

    `before` are asked first, one after the other, in the same conversation.
    """
    context = Context()
    for turn in before:
        context = engine.ask(turn, context).context
    if any(is_command(question, name) for name in _AS_COMPLAINT):
        return _plain("complaint", "", (), 1.0)
    if any(is_command(question, name) for name in _AS_SMALLTALK):
        return _plain("smalltalk", "", (), 1.0)
    reply = engine.ask(question, context)
    return _plain(reply.kind, reply.text, reply.sources, reply.confidence)


def _plain(kind: str, text: str, sources: Any, confidence: float) -> dict[str, Any]:
    return {
        "kind": kind,
        "text": text,
        "sources": [
            {"doc": s.doc, "title": s.title, "place": s.place, "year": s.year} for s in sources
        ],
        "confidence": round(confidence, 4),
    }
