"""The score tool: points to level, from the total or from the seven categories."""

from collections.abc import Mapping
from decimal import Decimal

from core.errors import InvalidInput
from core.messages import Outgoing, QuickReply, Text
from handlers import tool_score_cards as cards
from handlers.tool_state import cancel_button, keep, kept, leave, refuse, say, say_button
from handlers.turn import Turn
from knowledge.tools import score_line
from knowledge.tools.score import CATEGORIES, FULL, status_of, total_of
from knowledge.tools.wording import after_opening, leftover

NAME = "score"
BY_CATEGORY = ("หมวด", "categor")

Scores = Mapping[int, Decimal]


def named(turn: Turn, words: str) -> list[Outgoing] | None:
    """Open by name, or answer at once where the score is said with it."""
    rest = after_opening(NAME, words)
    if rest is None:
        return None
    if any(letter.isdigit() for letter in rest):
        return _answer(turn, rest, {})
    if leftover(NAME, rest):
        return None
    keep(turn, NAME, {})
    return _ask_categories(turn) if _is_by_category(words) else ask(turn)


def unasked(turn: Turn, words: str) -> list[Outgoing] | None:
    """Answer words that plainly tell a score ("420 คะแนนได้ระดับไหน", "1:420 2:405 …")."""
    told = score_line.has_category_scores(words) or score_line.read_total_told(words) is not None
    return _answer(turn, words, {}) if told else None


def go_on(turn: Turn, words: str) -> list[Outgoing] | None:
    """Take the score or the categories that were asked for; None for other words."""
    return _answer(turn, words, _so_far(turn))


def ask(turn: Turn) -> list[Outgoing]:
    """Ask for the score, or for the categories that are still missing."""
    so_far = _so_far(turn)
    if so_far:
        missing = [number for number in CATEGORIES if number not in so_far]
        return [refuse(turn, InvalidInput("categories_missing", missing=missing))]
    by_category = say_button(turn, "score.by_category", "score.by_category.text")
    return _asked(turn, "score.ask", (by_category, cancel_button(turn)))


def _ask_categories(turn: Turn) -> list[Outgoing]:
    return _asked(turn, "score.ask_categories", (cancel_button(turn),))


def _asked(turn: Turn, key: str, quick: tuple[QuickReply, ...]) -> list[Outgoing]:
    return [Text(say(turn, key), quick=quick)]


def _is_by_category(words: str) -> bool:
    return any(mark in words.lower() for mark in BY_CATEGORY)


def _so_far(turn: Turn) -> dict[int, Decimal]:
    return {int(n): Decimal(score) for n, score in kept(turn, NAME).get("scores", {}).items()}


def _answer(turn: Turn, words: str, so_far: Scores) -> list[Outgoing] | None:
    try:
        card = _card(turn, words, so_far)
    except InvalidInput as error:
        # What can be used is kept, so that only the rest is typed again.
        _keep(turn, {**so_far, **score_line.usable_scores(words)})
        return [refuse(turn, error)]
    if card is None:
        return None
    leave(turn)
    return [card]


def _keep(turn: Turn, scores: Scores) -> None:
    usable = {str(n): str(score) for n, score in scores.items() if 0 <= score <= FULL}
    # A whole set that makes no sense together is typed anew.
    keep(turn, NAME, {"scores": usable} if len(usable) < len(CATEGORIES) else {})


def _card(turn: Turn, words: str, so_far: Scores) -> Outgoing | None:
    total = None if so_far else score_line.read_total(words)
    if total is not None:
        return cards.of_total(turn, status_of(total))
    wanted = [number for number in CATEGORIES if number not in so_far]
    scores = score_line.read_category_scores(words, wanted)
    if scores is None:
        return None
    merged = {**so_far, **scores}
    return cards.of_categories(turn, total_of(merged))
