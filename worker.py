"""The durable loop: inbox events become answers, outbox rows go to LINE, housekeeping between.

Threads claim rows by lease, so any number of workers may run side by side; a crash gives the row
back. No transaction is open while LINE is called.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import Session

from agencies import logins
from bot.albums import wait_for_rest
from bot.client import LineClient
from bot.content import ContentFetcher
from bot.errors import LineError, Retryable
from bot.quota import QuotaWatch
from bot.sender import Sender
from bot.translate import PhotoToFetch, to_incoming
from core.clock import Clock
from core.errors import AppError, Conflict
from core.logs import stack_of
from core.messages import Content, Followed, Incoming, Outgoing, PhotoFailed, SomethingElse
from handlers import privacy
from handlers.conversation import discard_lapsed
from handlers.router import handle, trouble
from handlers.turn import Services
from store import gauges, inbox, outbox, outbox_upkeep, removals
from store.database import Database
from store.files import FileStore
from store.inbox import Claimed
from store.outbox import Outbox, ReplyToken
from store.outbox_tables import Purpose

log = logging.getLogger(__name__)

POLL = 0.5  # seconds between looks for work that another process has brought
HOUSEKEEPING = 60.0  # seconds
LOOK = 2.0  # seconds between looks for what was published or learned
REPLY_LIFE = timedelta(seconds=50)  # LINE says "about a minute"
REOPENED = 20  # held messages let out again at a time
COURTESY_THREADS = 2


@dataclass(frozen=True, slots=True)
class Tools:
    """What a worker works with."""

    database: Database
    files: FileStore
    outbox: Outbox
    services: Services
    client: LineClient
    fetcher: ContentFetcher
    quota: QuotaWatch
    clock: Clock
    keep: timedelta


class Worker:
    """A set of threads over one set of tools. `start`, `wake` when there is news, `stop`."""

    def __init__(self, tools: Tools, threads: int, *, alone: bool) -> None:
        self._tools = tools
        self._sender = Sender(tools.client, tools.quota)
        self._alone = alone
        self._stopping = threading.Event()
        self._courtesies = ThreadPoolExecutor(COURTESY_THREADS, "courtesy")
        self._inbox_bells = [threading.Event() for _ in range(threads)]
        self._outbox_bells = [threading.Event() for _ in range(threads)]
        self._threads = [
            *(self._thread(self.take_event, bell) for bell in self._inbox_bells),
            *(self._thread(self.send_message, bell) for bell in self._outbox_bells),
            self._regularly(self.keep_house, HOUSEKEEPING),
            self._regularly(self.renew_knowledge, LOOK),
        ]

    def start(self) -> None:
        """Begin to work; rows a former run left leased are free again where we are alone."""
        if self._alone:
            with self._tools.database.transaction() as session:
                inbox.free_leases(session)
                outbox_upkeep.free_leases(session)
        _guarded(self.renew_entries)  # the first answer is to know them already
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Tell the threads that there is work."""
        for bell in (*self._inbox_bells, *self._outbox_bells):
            bell.set()

    def stop(self) -> None:
        """Finish the rows in hand and end."""
        self._stopping.set()
        for bell in (*self._inbox_bells, *self._outbox_bells):
            bell.set()
        for thread in self._threads:
            if thread.ident is not None:  # the start may have failed
                thread.join(timeout=30)
        self._courtesies.shutdown(wait=True, cancel_futures=True)
        self._tools.fetcher.close()

    def take_event(self) -> bool:
        """Handle one inbox event. Returns whether there was one."""
        with self._tools.database.transaction() as session:
            claimed = inbox.claim(session, self._tools.clock())
        if claimed is None:
            return False
        try:
            _refuse_a_killer(claimed)
            self._answer(claimed, self._prepare(claimed))
        except Exception as error:  # noqa: BLE001 — whatever it is, the event is given back
            fault = _fault(error)
            told = {"event_id": claimed.event_id, "error": fault, "stack": stack_of(error)}
            log.error("event not handled", extra=told)
            self._put_back(claimed, fault)
        return True

    def send_message(self) -> bool:
        """Send one outbox message. Returns whether there was one."""
        database, clock = self._tools.database, self._tools.clock
        with database.transaction() as session:
            parcel = outbox.claim(session, clock())
        if parcel is None:
            return False
        record = self._sender.deliver(parcel, clock())
        try:
            with database.transaction() as session:
                record(session, clock())
        except Conflict as lost:
            log.warning("lost a lease", extra={"outbox_id": parcel.id, "error": str(lost)})
        return True

    def keep_house(self) -> None:
        """Ask for the quota, delete what is noted for deletion and what has had its time."""
        tools, now = self._tools, self._tools.clock()
        quota = tools.quota.look(now)
        with tools.database.reading() as session:
            noted = removals.list_noted(session)
        stuck = [removal for removal in noted if not self._delete(removal.key)]
        with tools.database.transaction() as session:
            if quota is not None:
                value = {"limit": quota.limit, "used": quota.used}
                gauges.set_gauge(session, gauges.LINE_QUOTA, value, now)
            removals.done(session, [each for each in noted if each not in stuck])
            removals.postpone(session, stuck, now)
            discard_lapsed(session, now)
            privacy.forget_lapsed(session, now)
            privacy.purge_unsent(session, now - tools.keep)
            if tools.quota.has_room():
                outbox_upkeep.reopen_held(session, now, REOPENED)
            inbox.purge(session, now - tools.keep)
            outbox_upkeep.purge(session, now - tools.keep)
            logins.purge(session, now)

    def renew_entries(self) -> None:
        """Take over the entries that editors have published in any process."""
        self._tools.services.engine.refresh_entries(self._tools.database)

    def renew_knowledge(self) -> None:
        """Take over entries, added documents and the category model in force."""
        self._tools.services.engine.refresh(self._tools.database)
        self._tools.services.suggester.refresh(self._tools.database)

    def _delete(self, key: str) -> bool:
        try:
            self._tools.files.delete(key)
        except Exception:  # the store's own errors are many; the other files must still go
            log.exception("file not deleted", extra={"key": key})
            return False
        return True

    def _prepare(self, claimed: Claimed) -> Incoming:
        incoming, photo = to_incoming(claimed.event_id, claimed.payload)
        if isinstance(incoming.content, SomethingElse) and photo is None:
            log.info("unknown event kept: %s", incoming.content.type)
        if not incoming.answerable:
            return incoming
        if incoming.read_token:
            self._courtesy(partial(self._tools.client.mark_read, incoming.read_token))
        if photo is not None:
            return replace(incoming, content=self._fetch(claimed, incoming, photo))
        if isinstance(incoming.content, Followed) and incoming.user_id:
            return replace(incoming, content=self._with_language(incoming))
        return incoming

    def _fetch(self, claimed: Claimed, incoming: Incoming, photo: PhotoToFetch) -> Content:
        if incoming.chat.kind != "user":
            return incoming.content  # groups: no complaints there, so no photos
        # At once, not as a courtesy: dots that came after the answer would stay for their time.
        _politely(partial(self._tools.client.show_loading, incoming.chat.id))
        try:
            return self._tools.fetcher.fetch(photo)
        except Retryable:
            if claimed.attempts < inbox.MAX_ATTEMPTS:
                raise
            return PhotoFailed(photo.message_id, "not_ready", photo.album)

    def _with_language(self, incoming: Incoming) -> Followed:
        followed = incoming.content
        assert isinstance(followed, Followed)
        try:
            profile = self._tools.client.profile(incoming.user_id or "")
        except LineError:
            return followed  # a comfort, never a condition
        return replace(followed, language=profile.language)

    def _courtesy(self, act: Callable[[], None]) -> None:
        self._courtesies.submit(_politely, act)

    def _answer(self, claimed: Claimed, incoming: Incoming) -> None:
        now = self._tools.clock()
        with self._tools.database.transaction() as session:
            messages = handle(session, self._tools.services, incoming, now)
            self._put(session, claimed, incoming, messages, now)
            if not messages and (waited := wait_for_rest(claimed, incoming, now)):
                inbox.accept(session, [waited])
            inbox.finish(session, claimed, now)
        if messages:
            self._wake_sender()

    def _put(
        self,
        session: Session,
        claimed: Claimed,
        incoming: Incoming,
        messages: list[Outgoing],
        now: datetime,
    ) -> None:
        if not messages:
            return
        token = incoming.reply_token
        reply = ReplyToken(token, claimed.received_at + REPLY_LIFE) if token else None
        self._tools.outbox.put(
            session, incoming.chat.id, messages, now=now, purpose=Purpose.ANSWER, reply=reply
        )

    def _put_back(self, claimed: Claimed, error: str) -> None:
        now = self._tools.clock()
        try:
            with self._tools.database.transaction() as session:
                given_up = inbox.release(session, claimed, now, error)
                incoming, _ = to_incoming(claimed.event_id, claimed.payload)
                if given_up and incoming.answerable and incoming.chat.kind == "user":
                    self._put(session, claimed, incoming, trouble(self._tools.services), now)
        except Conflict as lost:
            log.warning("lost a lease", extra={"event_id": claimed.event_id, "error": str(lost)})
        self._wake_sender()

    def _wake_sender(self) -> None:
        for bell in self._outbox_bells:
            bell.set()

    def _thread(self, step: Callable[[], bool], bell: threading.Event) -> threading.Thread:
        name = step.__name__
        return threading.Thread(target=self._loop, args=(step, bell), name=name, daemon=True)

    def _loop(self, step: Callable[[], bool], bell: threading.Event) -> None:
        while not self._stopping.is_set():
            bell.clear()
            try:
                busy = step()
            except Exception:
                log.exception("the loop stumbled")
                busy = False
            if not busy:
                bell.wait(POLL)

    def _regularly(self, act: Callable[[], None], pause: float) -> threading.Thread:
        name = act.__name__
        return threading.Thread(target=self._repeat, args=(act, pause), name=name, daemon=True)

    def _repeat(self, act: Callable[[], None], pause: float) -> None:
        while not self._stopping.is_set():
            _guarded(act)
            self._stopping.wait(pause)


def _guarded(act: Callable[[], None]) -> None:
    try:
        act()
    except Exception:
        log.exception("%s stumbled", act.__name__)


def _fault(error: Exception) -> str:
    # The text of an error nobody foresaw may hold words of a person.
    name = type(error).__name__
    return f"{name}: {error}" if isinstance(error, AppError | LineError) else name


def _refuse_a_killer(claimed: Claimed) -> None:
    # More attempts than release() allows: each time the process ended before it could give it back.
    if claimed.attempts > inbox.MAX_ATTEMPTS:
        raise RuntimeError("the worker ended over this event every time")


def _politely(act: Callable[[], None]) -> None:
    try:
        act()
    except LineError as error:
        log.info("courtesy refused", extra={"error": str(error)})
