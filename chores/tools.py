"""What the worker and its chores work with."""

from dataclasses import dataclass
from datetime import timedelta

from bot.client import LineClient
from bot.content import ContentFetcher
from bot.quota import QuotaWatch
from core.clock import Clock
from handlers.turn import Services
from mail.postman import Postman
from store.database import Database
from store.files import FileStore
from store.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Tools:
    """One of everything; put together once, at the start."""

    database: Database
    files: FileStore
    outbox: Outbox
    services: Services
    client: LineClient
    fetcher: ContentFetcher
    quota: QuotaWatch
    clock: Clock
    keep: timedelta
    postman: Postman | None = None  # where there is a mail server
    public_url: str = ""  # the address people reach the service by
