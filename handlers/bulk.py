"""Questions asked in bulk, outside any chat: what an idle conversation would make of each."""

from typing import Any

from handlers.commands import is_command
from knowledge.engine import Engine
from knowledge.reply import Context

_AS_COMPLAINT = ("report",)
_AS_SMALLTALK = ("track", "ask", "help", "cancel", "english", "thai", "forget")


def ask_plainly(engine: Engine, question: str, before: str | None = None) -> dict[str, Any]:
    """Return the answer as plain data: kind, text, sources, confidence.

    `before` is asked first in the same conversation.
    """
    context = engine.ask(before).context if before else Context()
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
