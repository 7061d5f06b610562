"""The worker with everything around it: LINE, webhook, database; stepped by hand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx2
from fastapi import FastAPI
from sqlmodel import Session, select
from starlette.types import Receive, Scope, Send

from bot.content import ContentFetcher
from bot.quota import QuotaWatch
from bot.webhook import make_router
from chores.tools import Tools
from core.messages import Incoming, Outgoing, Text, TextSent
from handlers.turn import Services
from store import inbox
from store.batching import BatchWriter
from store.database import Database
from store.files import FileStore
from store.inbox_tables import InboxEvent
from store.outbox_tables import OutboxMessage
from tests.bot.line import Line, given
from tests.fakes import FakeClock
from tests.simulator.stage import MALEE, TOKEN
from worker import Worker

SECRET = "simulator-channel-secret"


class Switchboard:
    """Where LINE's webhook ends: the application of the test that runs."""

    def __init__(self) -> None:
        self.app: FastAPI | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None, "no test is running"
        await self.app(scope, receive, send)

    @property
    def options(self) -> dict[str, Any]:
        """What a simulator needs to call here."""
        return {
            "webhook_url": "http://assistant/line/webhook",
            "webhook_transport": httpx2.ASGITransport(self),
        }


@dataclass
class Shop:
    """One installation of the assistant, and the phones of its people."""

    line: Line
    database: Database
    clock: FakeClock
    tools: Tools
    workers: list[Worker] = field(default_factory=list)

    def worker(self, *, threads: int = 1, alone: bool = False) -> Worker:
        """Return a worker that has not started."""
        worker = Worker(self.tools, threads, alone=alone)
        self.workers.append(worker)
        return worker

    def pass_time(self, **amount: float) -> None:
        """Let time pass, here and at LINE."""
        self.clock.pass_time(**amount)
        self.line.clock.now = self.clock().timestamp()

    def work(self, worker: Worker) -> None:
        """Do all that is due now."""
        while worker.take_event() or worker.send_message():
            pass

    def work_through(self, worker: Worker, minutes: int = 5) -> None:
        """Do all that becomes due within some minutes."""
        for _ in range(minutes * 6):
            self.work(worker)
            self.pass_time(seconds=10)

    def told(self, chat: str = MALEE) -> list[str]:
        """What the bot has said in a chat."""
        return self.line.told(chat)

    def phrase(self, key: str) -> str:
        """A phrase of the conversation, in Thai."""
        return self.tools.services.phrases.say(key)

    def events(self) -> list[InboxEvent]:
        with self.database.reading() as session:
            return list(session.exec(select(InboxEvent).order_by("id")))

    def messages(self) -> list[OutboxMessage]:
        with self.database.reading() as session:
            return list(session.exec(select(OutboxMessage).order_by("id")))

    def close(self) -> None:
        for worker in self.workers:
            worker._courtesies.shutdown(wait=True, cancel_futures=True)
        self.tools.client.close()
        self.tools.fetcher.close()


def open_shop(
    line: Line,
    board: Switchboard,
    database: Database,
    files: FileStore,
    services: Services,
    clock: FakeClock,
) -> Shop:
    """Put a shop together, as the composition root does."""
    line.clock.now = clock().timestamp()
    client = line.client()
    tools = Tools(
        database=database,
        files=files,
        outbox=services.desk.outbox,
        services=services,
        client=client,
        fetcher=ContentFetcher(line.url, given(TOKEN), files, sleep=lambda _seconds: None),
        quota=QuotaWatch(client, reserve=50),
        clock=clock,
        keep=timedelta(days=30),
    )
    board.app = FastAPI()
    writer = BatchWriter(database, inbox.accept)
    board.app.include_router(make_router(SECRET, writer, clock, lambda: None))
    return Shop(line, database, clock, tools)


class Echo:
    """A conversation that repeats what is said, after whatever is planned for its next turns."""

    def __init__(self) -> None:
        self.plans: list[Callable[[Session], None]] = []
        self.heard: list[str] = []

    def __call__(
        self, session: Session, _services: Services, incoming: Incoming, _now: Any
    ) -> list[Outgoing]:
        content = incoming.content
        words = content.text if isinstance(content, TextSent) else type(content).__name__
        self.heard.append(words)
        if self.plans:
            self.plans.pop(0)(session)
        return [Text(f"ได้ยิน {words}")]
