"""Which passwords are taken: long enough, not easily guessed, not about the officer themselves.

After NIST SP 800-63B: no rules of composition, no expiry. What is common is judged by zxcvbn, whose
lists hold 30,000 passwords out of breaches beside names and dictionary words.
"""

import unicodedata
from collections.abc import Iterable

from zxcvbn import zxcvbn  # type: ignore[import-untyped]

from agencies.passwords import LEAST, MOST
from agencies.tables import Agency, Officer
from core.errors import InvalidInput

FEWEST_GUESSES = 10**8  # fewer, and a few days of throttled guessing may find it
READ = 72  # characters that zxcvbn reads
SHORTEST_WORD = 4  # of a name, that a password may not hold


def words_about(officer: Officer, agency: Agency) -> tuple[str, ...]:
    """Return what a stranger would try first: the officer's names and their agency's."""
    names = (officer.username, *officer.name.split(), agency.code, agency.name, agency.short_name)
    return tuple(name for name in map(_plain, names) if len(name) >= SHORTEST_WORD)


def check_password(password: str, about: Iterable[str]) -> None:
    """Refuse a password that is no good; `about` as `words_about` returns it.

    Raises:
        InvalidInput: "password_short", "password_long", "password_about", "password_pattern" or
            "password_common".
    """
    if len(password) < LEAST:
        raise InvalidInput("password_short", least=LEAST)
    if len(password) > MOST:
        raise InvalidInput("password_long", most=MOST)
    plain, words = _plain(password), tuple(about)
    if any(word in plain for word in words):
        raise InvalidInput("password_about")
    judged = zxcvbn(plain[:READ], user_inputs=list(words))
    if judged["guesses"] < FEWEST_GUESSES:
        kinds = {part["pattern"] for part in judged["sequence"]}
        raise InvalidInput("password_common" if "dictionary" in kinds else "password_pattern")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
