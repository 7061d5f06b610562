"""The self-check tool: the three levels of one criterion as a checklist, saved and looked up."""

import re
from collections.abc import Collection, Mapping

from core.messages import Outgoing, Press, Text
from handlers import self_checks
from handlers import tool_self_check_cards as cards
from handlers.commands import is_command
from handlers.tool_state import cancel_button, keep, kept, leave, say
from handlers.turn import Turn
from handlers.welcome import menu
from knowledge.entry import LEVELS
from knowledge.reply import Criterion
from knowledge.tools.numerals import spell
from knowledge.tools.self_check import read_levels
from knowledge.tools.wording import after_opening, leftover
from thai.numbers import digits_for_words

NAME = "check"
HISTORY = "history"
PROCESS_CATEGORIES = range(1, 7)  # หมวด 7 has results, not levels
MOST_HISTORY = 12
_NUMBER = re.compile(r"(\d+)\s*[.,·]\s*(\d+)")
_CATEGORY = re.compile(r"\d+")


def named(turn: Turn, words: str) -> list[Outgoing] | None:
    """Open by name ("ประเมินตนเอง 3.4"), or show what was saved ("ผลประเมินตนเอง")."""
    looked_up = after_opening(HISTORY, words)
    if looked_up is not None:
        return _history_named(turn, looked_up)
    rest = after_opening(NAME, words)
    return None if rest is None else _begin(turn, _digits(rest))


def unasked(_turn: Turn, _words: str) -> list[Outgoing] | None:
    """Nothing but its name opens it."""
    return None


def go_on(turn: Turn, words: str) -> list[Outgoing] | None:
    """Take ticks typed as "1 2" or "พื้นฐาน", or the order to save; None for other words."""
    criterion = _criterion(turn, kept(turn, NAME).get("number", ""))
    if criterion is None:
        return None
    if is_command(words, "save_check"):
        return _save(turn, criterion, _met(turn, criterion))
    levels = read_levels(words)
    return _show(turn, criterion, {*_met(turn, criterion), *levels}) if levels else None


def pressed(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Take a tap: a category, a criterion, a tick, "save", or "history"."""
    category = values.get("category", "")
    if category.isascii() and category.isdigit():
        return _which_of(turn, int(category))
    criterion = _criterion(turn, values.get("number", ""))
    if criterion is None:
        return _which(turn)
    met = _met(turn, criterion)
    step, level = values.get("step", ""), values.get("level", "")
    if step == "history":
        return _history_of(turn, criterion)
    if step == "save":
        # A card of a round that is closed saves what it shows.
        shown = frozenset(values.get("met", "").split(",")) & frozenset(LEVELS)
        return _save(turn, criterion, met if _is_open(turn, criterion) else shown)
    if level in LEVELS:
        met = met - {level} if step == "untick" else met | {level}
    return _show(turn, criterion, met)


def ask(turn: Turn) -> list[Outgoing]:
    """Show the checklist again, or ask which criterion."""
    criterion = _criterion(turn, kept(turn, NAME).get("number", ""))
    return _show(turn, criterion, _met(turn, criterion)) if criterion else _which(turn)


def share(turn: Turn, words: str) -> list[Outgoing]:
    """Return the latest result of whoever wrote this in a group, as one card."""
    number, link = _number(_digits(words)), turn.services.add_friend_url
    if not number:
        return [Text(say(turn, "check.group.which"))]
    criterion = _criterion(turn, number)
    if criterion is None:
        return [Text(_not_checkable(turn, number))]
    user_id = turn.incoming.user_id
    if user_id is None:
        return [Text(say(turn, "check.group.unknown_person", link=link).strip())]
    found = self_checks.list_checks(turn.session, user_id, criterion.number, most=2)
    if not found:
        return [Text(say(turn, "check.group.none", number=number, link=link).strip())]
    return [cards.result(turn, criterion, found, shared=True)]


def _begin(turn: Turn, rest: str) -> list[Outgoing] | None:
    number = _number(rest)
    figures = _NUMBER if number else _CATEGORY
    if leftover(NAME, figures.sub(" ", rest, count=1)):
        return None
    if number:
        criterion = _criterion(turn, number)
        if criterion is None:
            return [Text(_not_checkable(turn, number), quick=menu(turn))]
        return _show(turn, criterion, frozenset())
    category = _CATEGORY.search(rest)
    return _which_of(turn, int(category.group())) if category else _which(turn)


def _which(turn: Turn) -> list[Outgoing]:
    keep(turn, NAME, {})
    buttons = [
        _shown(say(turn, "check.category", number=number), category=str(number))
        for number in PROCESS_CATEGORIES
    ]
    return [Text(say(turn, "check.which"), quick=(*buttons, cancel_button(turn)))]


def _which_of(turn: Turn, category: int) -> list[Outgoing]:
    numbers = [f"{category}.{item}" for item in range(1, 5)]
    found = [c for number in numbers if (c := turn.services.engine.criterion(number))]
    if not found:
        return [Text(_not_checkable(turn, str(category)), quick=menu(turn))]
    keep(turn, NAME, {})
    listed = "\n".join(f"{c.number} {c.title}" for c in found)
    title = found[0].category_title
    words = say(turn, "check.which_of", number=category, title=title, list=listed)
    buttons = [_shown(c.number, number=c.number) for c in found]
    return [Text(words, quick=(*buttons, cancel_button(turn)))]


def _show(turn: Turn, criterion: Criterion, met: Collection[str]) -> list[Outgoing]:
    ordered = [level for level in LEVELS if level in met]
    keep(turn, NAME, {"number": criterion.number, "met": ordered})
    return [cards.checklist(turn, criterion, ordered)]


def _save(turn: Turn, criterion: Criterion, met: Collection[str]) -> list[Outgoing]:
    user_id, number = turn.conversation.user_id, criterion.number
    self_checks.save(turn.session, user_id, number, met, turn.now)
    leave(turn)
    found = self_checks.list_checks(turn.session, user_id, number, most=2)
    return [cards.result(turn, criterion, found, shared=False)]


def _history_named(turn: Turn, rest: str) -> list[Outgoing] | None:
    rest = _digits(rest)
    number = _number(rest)
    if leftover(HISTORY, _NUMBER.sub(" ", rest)):
        return None
    if not number:
        return _history(turn)
    criterion = _criterion(turn, number)
    if criterion is None:
        return [Text(_not_checkable(turn, number), quick=menu(turn))]
    return _history_of(turn, criterion)


def _history(turn: Turn) -> list[Outgoing]:
    found = self_checks.list_latest(turn.session, turn.conversation.user_id)
    if not found:
        return [Text(say(turn, "check.history.none"), quick=(cards.other_button(turn),))]
    return [cards.history(turn, found)]


def _history_of(turn: Turn, criterion: Criterion) -> list[Outgoing]:
    user_id, number = turn.conversation.user_id, criterion.number
    found = self_checks.list_checks(turn.session, user_id, number, MOST_HISTORY)
    if not found:
        words = say(turn, "check.history.none_of", number=number)
        return [Text(words, quick=(cards.again_button(turn, number), *menu(turn)))]
    return [cards.history_of(turn, criterion, found)]


def _criterion(turn: Turn, number: str) -> Criterion | None:
    return turn.services.engine.criterion(number)


def _not_checkable(turn: Turn, number: str) -> str:
    is_results = number.startswith("7")
    return say(turn, "check.results") if is_results else say(turn, "check.unknown", number=number)


def _is_open(turn: Turn, criterion: Criterion) -> bool:
    return kept(turn, NAME).get("number") == criterion.number


def _met(turn: Turn, criterion: Criterion) -> frozenset[str]:
    so_far = kept(turn, NAME)
    is_same = so_far.get("number") == criterion.number
    return frozenset(so_far.get("met", ())) if is_same else frozenset()


def _number(text: str) -> str:
    found = _NUMBER.search(text)
    return f"{found[1]}.{found[2]}" if found else ""


def _digits(text: str) -> str:
    return digits_for_words(spell(text))


def _shown(label: str, **values: str) -> Press:
    return Press(label, "check", values, shown=label)
