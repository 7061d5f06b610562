"""Ask for the quota, delete what is noted for deletion and what has had its time."""

import logging

from agencies import logins
from chores.tools import Tools
from complaints.abuse.suspending import forget_ended
from handlers import privacy
from handlers.conversation import discard_lapsed
from store import gauges, inbox_upkeep, outbox_upkeep, removals
from store.files import FileStore

log = logging.getLogger(__name__)

REOPENED = 20  # held messages let out again at a time


def keep_house(tools: Tools) -> None:
    """Do it all; what cannot be deleted now is tried again later."""
    now = tools.clock()
    quota = tools.quota.look(now)
    with tools.database.reading() as session:
        noted = removals.list_noted(session)
    stuck = [removal for removal in noted if not _delete(tools.files, removal.key)]
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
        inbox_upkeep.purge(session, now - tools.keep)
        outbox_upkeep.purge(session, now - tools.keep)
        logins.purge(session, now)
        forget_ended(session, now)


def _delete(files: FileStore, key: str) -> bool:
    try:
        files.delete(key)
    except Exception:  # the store's own errors are many; the other files must still go
        log.exception("file not deleted", extra={"key": key})
        return False
    return True
