"""Ticket numbers: the year and six letters nobody confuses, from a secure random source."""

import re
import secrets

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I/L
LENGTH = 6
_CODE = re.compile(r"(?<!\d)(20\d{2})\s*[-–—_ ]?\s*([A-Za-z0-9]{6})(?![A-Za-z0-9])")


def new_code(year: int) -> str:
    """Return a random ticket number of that year (ค.ศ.), such as 2026-ABC234."""
    return f"{year}-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def find_code(text: str) -> str | None:
    """Return the first ticket number in `text`, in its proper form, or None."""
    for year, letters in _CODE.findall(text):
        if all(letter in ALPHABET for letter in letters.upper()):
            return f"{year}-{letters.upper()}"
    return None


def new_pseudonym() -> str:
    """Return what officers call a reporter."""
    return "".join(secrets.choice(ALPHABET) for _ in range(5))
