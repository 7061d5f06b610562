"""The replies that are no answer: smalltalk, not known, a complaint, a question in return."""

from __future__ import annotations

from knowledge.choices import choices
from knowledge.entry import Entry
from knowledge.misses import NearMiss
from knowledge.phrases import Language, phrase
from knowledge.ranking import Ranking
from knowledge.reply import Choice, Context, Reply


def smalltalk(kind: str, context: Context, language: Language) -> Reply:
    """What is said in passing, answered in kind; ``kind`` is a key of the phrases."""
    text = phrase("smalltalk", kind, language=language)
    return Reply("smalltalk", text, 1.0, context, topic=kind)


def abstain(missed: NearMiss, ranking: Ranking, context: Context, language: Language) -> Reply:
    """That the documents do not tell, and what they do hold where that is near."""
    text = phrase("abstain", missed.reason, language=language, **missed.values)
    return Reply("abstain", text, ranking.confidence, context, topic=missed.reason)


def complaint(ranking: Ranking, language: Language) -> Reply:
    """That it is taken as a complaint."""
    text = phrase("complaint", language=language)
    return Reply("complaint", text, 1.0 - ranking.confidence, Context())


def clarify(
    ties: tuple[Entry, ...], ranking: Ranking, context: Context, language: Language
) -> Reply:
    """Which of several entries is meant, to be tapped."""
    offered = choices(ties)
    lines = [phrase("clarify", language=language), *(f"• {choice.question}" for choice in offered)]
    ids = tuple(entry.id for entry in ties)
    text = "\n".join(lines)
    return Reply("clarify", text, ranking.confidence, context, entry_ids=ids, choices=offered)


def complaint_or_question(
    text: str, ranking: Ranking, context: Context, language: Language
) -> Reply:
    """Whether it is to be reported or asked: two buttons."""

    def button(name: str) -> Choice:
        says = phrase("unsure", f"{name}_says", language=language, text=text)
        return Choice(phrase("unsure", name, language=language), says)

    asked = phrase("unsure", "text", language=language)
    offered = (button("report"), button("ask"))
    return Reply("clarify", asked, ranking.confidence, context, choices=offered, topic="complaint")
