"""Logging: JSON lines in production, plain lines on a desk. Never words of a person."""

import logging
import traceback

from pythonjsonlogger.json import JsonFormatter

FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s"


def configure(*, as_json: bool) -> None:
    """Send every log record to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter(FIELDS) if as_json else logging.Formatter(FIELDS))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # One line a request of ours is enough: bot/calls writes it, with LINE's status.
    for noisy in ("httpx2", "urllib3", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def stack_of(error: BaseException) -> str:
    """Return where an error came from, without its text: that may hold words of a person."""
    frames = traceback.extract_tb(error.__traceback__)
    return "\n".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
