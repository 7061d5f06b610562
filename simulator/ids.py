"""Identifiers in the shapes LINE gives them."""

import re
import secrets
import uuid

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
USER_ID = re.compile(r"U[0-9a-f]{32}")
CHAT_ID = re.compile(r"[UCR][0-9a-f]{32}")


def ulid(milliseconds: int) -> str:
    """A ULID: 48 bits of time, 80 random bits, 26 characters of Crockford's base 32."""
    number = (milliseconds << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def request_id() -> str:
    return str(uuid.uuid4())


def reply_token() -> str:
    return secrets.token_hex(16)


def opaque_token(size: int = 48) -> str:
    """For quoteToken, markAsReadToken and channel access tokens: URL-safe text."""
    return secrets.token_urlsafe(size)


def rich_menu_id() -> str:
    return f"richmenu-{secrets.token_hex(16)}"


class MessageIds:
    """Message ids: 18 digits, growing, never repeated even after a restart."""

    def __init__(self) -> None:
        self._last = 0

    def next(self, milliseconds: int) -> str:
        self._last = max(self._last + 1, milliseconds * 100_000)
        return str(self._last)
