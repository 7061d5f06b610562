"""Ticket numbers: the year and six letters nobody confuses, from a secure random source."""

import re
import secrets

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I/L
LENGTH = 6
_LETTERS = r"([A-Za-z0-9]{6})(?![A-Za-z0-9])"
_CODE = re.compile(rf"(?<!\d)(20\d{{2}})\s*[-–—]\s*{_LETTERS}")
# Without its dash a number is one only if nothing else is said: "2024 awards" is not a ticket.
_ALONE = re.compile(rf"\s*(20\d{{2}})[\s_]?{_LETTERS}\s*")


def new_code(year: int) -> str:
    """Return a random ticket number of that year (ค.ศ.), such as 2026-ABC234."""
    return f"{year}-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def find_code(text: str) -> str | None:
    """Return the first ticket number in `text`, in its proper form, or None."""
    alone = _ALONE.fullmatch(text)
    for year, letters in [alone.groups()] if alone else _CODE.findall(text):
        if all(letter in ALPHABET for letter in letters.upper()):
            return f"{year}-{letters.upper()}"
    return None


def new_pseudonym() -> str:
    """Return what officers call a reporter."""
    return "".join(secrets.choice(ALPHABET) for _ in range(5))
