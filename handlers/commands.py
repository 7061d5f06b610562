"""Words that are orders, and words of an emergency; both lists are content files."""

import functools
import re
from pathlib import Path

import yaml

from core.phrases import Language
from thai.normalise import normalise

COMMANDS_FILE = Path(__file__).with_name("commands.yml")
EMERGENCY_FILE = Path(__file__).with_name("emergency.yml")
_THAI = re.compile(r"[ก-๙]")
_ENGLISH_WORD = re.compile(r"[A-Za-z]{2,}")
ENGLISH_WORDS = 3  # from that many on, without a Thai letter, it is written in English


def is_command(text: str, name: str) -> bool:
    """Tell whether the whole text is one of the words of that command."""
    return _plain(text) in _commands()[name]


def is_follow_order(text: str) -> bool:
    """Tell whether the text asks to follow something, such as "ติดตาม 2026-ABC234"."""
    return any(_plain(text).startswith(word) for word in _commands()["follow"])


def is_order_for(text: str, code: str, name: str) -> bool:
    """Tell whether the text is that command with a ticket number, "ถอนเรื่อง 2026-ABC234"."""
    return is_command(text.upper().replace(code, ""), name)


def asks_for_progress(text: str) -> bool:
    """Tell whether the whole text asks how far a report is, such as "เรื่องที่แจ้งถึงไหนแล้ว"."""
    asked, about = _plain(text), _commands()["progress_about"]
    while asked not in _commands()["progress"]:
        longest = max(filter(asked.startswith, about), key=len, default="")
        if not longest:
            return False
        asked = asked.removeprefix(longest)
    return True


def emergency_numbers(text: str) -> tuple[str, ...]:
    """Return the emergency numbers whose words stand in the text, in the file's order."""
    plain = normalise(text).lower()
    return tuple(number for number, pattern in _emergencies() if pattern.search(plain))


def language_written(text: str) -> Language | None:
    """Return the language the text is clearly written in, or None."""
    if _THAI.search(text):
        return "th"
    return "en" if len(_ENGLISH_WORD.findall(text)) >= ENGLISH_WORDS else None


def _plain(text: str) -> str:
    words = normalise(text).lower().strip(" !.?~/")
    while (shorter := _endings().sub("", words).strip()) != words and shorter:
        words = shorter
    return words.replace(" ", "")


@functools.cache
def _read() -> dict[str, list[str]]:
    raw: dict[str, list[str]] = yaml.safe_load(COMMANDS_FILE.read_text(encoding="utf-8"))
    return raw


@functools.cache
def _endings() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(map(re.escape, _read()['endings']))})$")


@functools.cache
def _commands() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(normalise(word).lower().replace(" ", "") for word in words)
        for name, words in _read().items()
        if name != "endings"
    }


@functools.cache
def _emergencies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    raw: dict[str, list[str]] = yaml.safe_load(EMERGENCY_FILE.read_text(encoding="utf-8"))
    return tuple((number, _any_of(words)) for number, words in raw.items())


def _any_of(words: list[str]) -> re.Pattern[str]:
    # English words stand alone ("fire" is not in "fireworks"); Thai has no word boundaries.
    parts = [rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(normalise(w)) for w in words]
    return re.compile("|".join(parts))
