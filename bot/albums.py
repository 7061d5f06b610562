"""An album whose last part never comes is answered all the same, after a short wait.

LINE sends each photo of an album as an event of its own, in any order, and promises none of them.
So a part that was not answered leaves an event of ours in the inbox, due a little later. It
carries the part's reply token: the answer stays free.
"""

import json
from datetime import datetime, timedelta

from bot.translate import ALBUM_WAITED
from core.messages import Incoming, PhotoFailed, PhotoSent
from store.inbox import Arrival, Claimed

WAIT = timedelta(seconds=8)  # a phone on a poor network sends a photo in about five
LAST = timedelta(minutes=1)  # nothing a person sends meanwhile has to wait behind this event


def wait_for_rest(claimed: Claimed, incoming: Incoming, now: datetime) -> Arrival | None:
    """Return the event that answers for an album, or None where this event was no part of one."""
    sent = incoming.content
    if not isinstance(sent, PhotoSent | PhotoFailed) or sent.album is None:
        return None
    due = now + WAIT
    event = json.loads(claimed.payload)
    kept = {key: event[key] for key in ("source", "mode", "replyToken") if key in event}
    # One event for all parts that come within one wait; a later part may need another.
    turn = int(due.timestamp() // WAIT.total_seconds())
    return Arrival(
        event_id=f"album:{incoming.chat.id[:33]}:{sent.album.id[:24]}:{turn}"[:80],
        conversation=incoming.chat.id,
        occurred_at=due + LAST,
        received_at=claimed.received_at,
        payload=json.dumps({**kept, "type": ALBUM_WAITED, "album": sent.album.id}),
        due_at=due,
    )
