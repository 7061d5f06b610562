"""The only reader of time. Everything stored is aware UTC; Bangkok is for display only."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment as an aware UTC datetime."""
    return datetime.now(UTC)


def from_milliseconds(milliseconds: int) -> datetime:
    """Turn milliseconds since 1970 (LINE's `timestamp`) into an aware UTC datetime."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def to_bangkok(moment: datetime) -> datetime:
    """Return the same moment on Bangkok's wall clock."""
    return moment.astimezone(BANGKOK)
