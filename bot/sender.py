"""One outbox row to LINE: reply while the token is fresh, else push; then write the outcome."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.client import LineClient
from bot.errors import LineError, QuotaSpent, ReplyTokenSpent, Retryable, Unclear
from bot.quota import QuotaWatch
from core.logs import stack_of
from store import outbox
from store.outbox import Parcel
from store.outbox_tables import Purpose, ReplyState

log = logging.getLogger(__name__)

Outcome = Callable[[Session, datetime], None]
MOST_STUMBLES = 5  # tries of a message over which our own code fails


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends parcels. `deliver` calls LINE; what it returns is then written in a transaction."""

    client: LineClient
    quota: QuotaWatch

    def deliver(self, parcel: Parcel, now: datetime) -> Outcome:
        """Try to send and return the function that records what came of it. Never raises."""
        try:
            return self._send(parcel, now)
        except Exception as error:  # noqa: BLE001 — whatever it is, the line must go on
            told = {"outbox_id": parcel.id, "error": type(error).__name__}
            log.error("stumbled over a message", extra={**told, "stack": stack_of(error)})
            return _stumbled(parcel, type(error).__name__)

    def _send(self, parcel: Parcel, now: datetime) -> Outcome:
        state = parcel.reply_state
        if parcel.reply_token and state in {ReplyState.FRESH, ReplyState.UNCLEAR}:
            if parcel.reply_until is not None and now < parcel.reply_until:
                answer = self._reply(parcel)
                if answer is not None:
                    return answer
            state = ReplyState.SPENT
        return self._push(parcel, state)

    def _reply(self, parcel: Parcel) -> Outcome | None:
        try:
            self.client.reply(parcel.reply_token or "", parcel.messages)
        except ReplyTokenSpent:
            # An earlier try whose answer we never saw has used the token: it arrived.
            if parcel.reply_state is ReplyState.UNCLEAR:
                return _sent(parcel, "reply", None)
            return None
        except Retryable as error:
            # After an unclear try the token itself tells whether it arrived, see above; after a
            # clear fault it is simply still good.
            unclear = isinstance(error, Unclear)
            state = ReplyState.UNCLEAR if unclear else parcel.reply_state
            return _later(parcel, error, state)
        except LineError as error:
            return _refused(parcel, error)
        return _sent(parcel, "reply", 200)

    def _push(self, parcel: Parcel, reply_state: ReplyState) -> Outcome:
        if parcel.purpose is not Purpose.NOTICE and not self.quota.allows_everything():
            return _held(parcel, "quota reserve", None)
        try:
            status = self.client.push(parcel.recipient, parcel.messages, parcel.retry_key)
        except QuotaSpent as error:
            self.quota.is_stale()
            return _held(parcel, str(error), error.status)
        except Retryable as error:
            return _later(parcel, error, reply_state)
        except LineError as error:
            return _refused(parcel, error)
        return _sent(parcel, "push", status)


def _stumbled(parcel: Parcel, error: str) -> Outcome:
    # A mistake of ours must not hold up all later messages of this person.
    if parcel.attempts >= MOST_STUMBLES:
        return _refused(parcel, LineError(error))
    fresh = parcel.reply_state is ReplyState.FRESH
    return _later(parcel, LineError(error), ReplyState.UNCLEAR if fresh else parcel.reply_state)


def _sent(parcel: Parcel, via: str, status: int | None) -> Outcome:
    return lambda session, now: outbox.sent(session, parcel, now, via=via, status_code=status)


def _held(parcel: Parcel, why: str, status: int | None) -> Outcome:
    return lambda session, now: outbox.hold(session, parcel, now, why, status_code=status)


def _later(parcel: Parcel, error: LineError, reply_state: ReplyState) -> Outcome:
    log.warning("not sent, trying again", extra={"outbox_id": parcel.id, "error": str(error)})
    return lambda session, now: outbox.retry_later(
        session, parcel, now, str(error), status_code=error.status, reply_state=reply_state
    )


def _refused(parcel: Parcel, error: LineError) -> Outcome:
    log.error("LINE refused a message", extra={"outbox_id": parcel.id, "error": str(error)})
    return lambda session, now: outbox.give_up(
        session, parcel, now, str(error), status_code=error.status
    )
