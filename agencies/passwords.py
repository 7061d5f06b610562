"""Hashing and checking passwords with argon2id."""

import functools
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import InvalidInput

LEAST, MOST = 10, 200  # characters
_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Return the argon2id hash of a new password; agencies/password_rules says which are good.

    Raises:
        InvalidInput: it is too short ("password_short").
    """
    if len(password) < LEAST:
        raise InvalidInput("password_short", least=LEAST)
    return _hasher.hash(_as_typed_anywhere(password))


def is_password(password: str, password_hash: str | None) -> bool:
    """Tell whether the password is right; takes its time for a missing hash, too."""
    try:
        right = _hasher.verify(password_hash or _nobody(), _as_typed_anywhere(password))
    except (VerificationError, InvalidHashError):
        return False
    return right and bool(password_hash)


def _as_typed_anywhere(password: str) -> str:
    # Keyboards differ in how they compose a vowel like sara am, and people cannot see it.
    return unicodedata.normalize("NFKC", password)


@functools.cache
def _nobody() -> str:
    # Checked where there is no such officer, so that the answer takes as long.
    return _hasher.hash("nobody has this password")
