"""The durable loop: inbox events become answers, outbox rows go to LINE, chores between.

Threads claim rows by lease, so any number of workers may run side by side; a crash gives the row
back. No transaction is open while LINE is called.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import Session

from bot.albums import wait_for_rest
from bot.errors import LineError, Retryable
from bot.sender import Sender
from bot.translate import PhotoToFetch, to_incoming
from chores.listing import AT_START, CHORES
from chores.rounds import Rounds, do_once
from chores.tools import Tools
from core.errors import AppError, Conflict
from core.logs import stack_of
from core.messages import Content, Followed, Incoming, Outgoing, PhotoFailed, SomethingElse
from handlers.router import handle, trouble
from store import inbox, inbox_upkeep, mail, outbox, outbox_upkeep
from store.inbox import Claimed
from store.outbox import ReplyToken
from store.outbox_tables import Purpose

log = logging.getLogger(__name__)

POLL = 0.5  # seconds between looks for work that another process has brought
REPLY_LIFE = timedelta(seconds=50)  # LINE says "about a minute"
COURTESY_THREADS = 2
MOST_COURTESIES = 100  # in line: where LINE does not answer, further ones are left out


class Worker:
    """A set of threads over one set of tools. `start`, `wake` when there is news, `stop`."""

    def __init__(self, tools: Tools, threads: int, *, alone: bool) -> None:
        self._tools = tools
        self._sender = Sender(tools.client, tools.quota)
        self._alone = alone
        self._stopping = threading.Event()
        self._courtesies = ThreadPoolExecutor(COURTESY_THREADS, "courtesy")
        self._room = threading.BoundedSemaphore(MOST_COURTESIES)
        self._inbox_bells = [threading.Event() for _ in range(threads)]
        self._outbox_bells = [threading.Event() for _ in range(threads)]
        self._rounds = Rounds(tools, CHORES)
        self._threads = [
            *(self._thread(self.take_event, bell) for bell in self._inbox_bells),
            *(self._thread(self.send_message, bell) for bell in self._outbox_bells),
        ]

    def start(self) -> None:
        """Begin to work; rows a former run left leased are free again where we are alone."""
        if self._alone:
            with self._tools.database.transaction() as session:
                inbox_upkeep.free_leases(session)
                outbox_upkeep.free_leases(session)
                mail.free_leases(session)
        for chore in AT_START:
            do_once(chore, self._tools)
        self._rounds.start()
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
        self._rounds.stop()
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
        if self._room.acquire(blocking=False):
            waiting = self._courtesies.submit(_politely, act)
            waiting.add_done_callback(lambda _: self._room.release())

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
            except Exception as error:  # noqa: BLE001 — whatever it is, the loop goes on
                told = {"error": type(error).__name__, "stack": stack_of(error)}
                log.error("the loop stumbled", extra=told)
                busy = False
            if not busy:
                bell.wait(POLL)


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
