"""Greetings, thanks, short remarks and questions about the bot itself."""

from __future__ import annotations

import re
from functools import cache

from knowledge.phrases import fillers, other_people, smalltalk_asks
from knowledge.vocabulary import Names
from thai.normalise import normalise
from thai.words import content_words

# About the bot itself: these hold whatever stands beside them, if nothing of the subject does.
_ABOUT_THE_BOT = ("identity", "ability")
_MOST_OTHER_WORDS = 3
# About reports made here: a report itself has more to say.
_OF_REPORTS = ("how_to_report", "report_privacy", "report_status", "report_time", "report_deletion")
_FEW_OTHER_WORDS = 2
# What can this do, asked of a program by its name, is not asked of the bot.
_THAI, _LATIN = re.compile(r"[\u0e00-\u0e7f]"), re.compile(r"[a-z][a-z-]+")
# Before all else, where a person speaks of themselves.
_DISTRESS = "distress"
# Said by people who mean nothing but that; other remarks must stand alone.
_FORMULAS = ("greeting", "thanks", "praise", "bye", "help", "officer")


@cache
def _names() -> Names:
    # Tone marks stay, for what is left over is read as words.
    return Names(smalltalk_asks(), normalise)


@cache
def _other_people() -> Names:
    return Names({"other": other_people()}, normalise)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(normalise(word) for word in fillers())


def smalltalk_kind(
    text: str, *, names_subject: bool, of_others: bool, asks: bool, goes_on: bool
) -> str | None:
    """The kind of smalltalk (a key of phrases.yml) that a normalised text is; None if it is not.

    A greeting before a question is no smalltalk: what stands beside it must be fillers only.
    ``of_others`` tells that somebody or something else than the bot is spoken of; ``goes_on``, that
    the wording points back to the turn before.
    """
    found = _names().find(text)
    if _DISTRESS in found and not _other_people().find(text):
        return _DISTRESS
    found = tuple(kind for kind in found if kind != _DISTRESS)
    if not found or names_subject:
        return None
    rest = _names().without(text)
    others = [w for w in content_words(rest) if w not in _fillers() and len(w) > 1]
    about = [kind for kind in found if kind in _ABOUT_THE_BOT]
    strange = _THAI.search(text) and any(_LATIN.fullmatch(word) for word in others)
    if about and len(others) <= _MOST_OTHER_WORDS and not (of_others or strange):
        return str(about[0])
    service = [kind for kind in found if kind in _OF_REPORTS]
    if service and len(others) <= _FEW_OTHER_WORDS and not (of_others or strange):
        return str(service[-1])
    formulas = [kind for kind in found if kind in _FORMULAS]
    if not formulas:
        return None if others or goes_on else str(found[0])
    return None if asks or goes_on or len(others) > 1 else str(formulas[0])
