"""What commands work with, open for as long as one takes; and the name they go by in the audit."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlmodel import Session

from bootstrap import make_line_client
from bot.client import LineClient
from bot.tokens import make_token_source
from core.clock import utc_now
from core.settings import read
from store import audit
from store.database import Database

OPERATOR = "operator"


@contextmanager
def open_database() -> Iterator[Database]:
    """Open the database that the settings name."""
    database = Database(read().database_url)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def transaction() -> Iterator[Session]:
    """Open the database for one transaction, committed at the end."""
    with open_database() as database, database.transaction() as session:
        yield session


@contextmanager
def open_line() -> Iterator[LineClient]:
    """Connect to LINE as the settings say."""
    settings = read()
    client = make_line_client(settings, make_token_source(settings))
    try:
        yield client
    finally:
        client.close()


def record(session: Session, action: str, subject: str, **detail: Any) -> None:
    """Put on record what the operator did."""
    now = utc_now()
    audit.record(session, at=now, actor=OPERATOR, action=action, subject=subject, **detail)
