"""Hashing and checking passwords with argon2id."""

import functools

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import InvalidInput

LEAST = 10  # characters
_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Return the argon2id hash of a new password.

    Raises:
        InvalidInput: it is too short ("password_short").
    """
    if len(password) < LEAST:
        raise InvalidInput("password_short", least=LEAST)
    return _hasher.hash(password)


def is_password(password: str, password_hash: str | None) -> bool:
    """Tell whether the password is right; takes its time for a missing hash, too."""
    try:
        return _hasher.verify(password_hash or _nobody(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@functools.cache
def _nobody() -> str:
    # Checked where there is no such officer, so that the answer takes as long.
    return _hasher.hash("nobody has this password")
