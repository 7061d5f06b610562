"""One ready-made text in its form, with its past, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.permissions import may_manage_agencies
from agencies.queries import get_agency, list_agencies, officer_names
from agencies.tables import Agency, Officer
from complaints.responses.changes import subject
from complaints.responses.listing import get_row
from complaints.responses.starter import STARTERS
from complaints.responses.tables import Use
from core.errors import NotFound
from dashboard.wording import say
from store import audit


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it is shown; `agency` and `category` as a select gives them."""

    title: str = ""
    body: str = ""
    use: str = Use.FINISH.value
    category: str = ""
    agency: str = ""
    starter: str = ""
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """One change of the past: who, when, what, and the text it left."""

    at: datetime
    who: str
    what: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class OneView:
    """The page. `id` is None for a new text; `choices` are empty where the agency is settled."""

    id: int | None
    typed: Typed
    archived: bool
    agency: str
    choices: Sequence[Agency]
    shipped: str
    past: tuple[Version, ...]


def load_new(session: Session, officer: Officer, typed: Typed) -> OneView:
    """Return an empty form, or one that starts from a shipped text. Raises NotFound."""
    if typed.starter and typed.starter not in STARTERS:
        raise NotFound(f"no shipped text {typed.starter}")
    choices = list_agencies(session) if may_manage_agencies(officer) else ()
    own = get_agency(session, officer.agency_id).name
    shipped = STARTERS[typed.starter].body if typed.starter else ""
    return OneView(None, typed, False, own, choices, shipped, ())


def load(session: Session, officer: Officer, row_id: int, typed: Typed | None = None) -> OneView:
    """Return the form of a text this officer may read, `typed` where it came back.

    Raises:
        NotFound: there is none, or it is another agency's.
    """
    row = get_row(session, officer, row_id)
    agency = get_agency(session, row.agency_id).name if row.agency_id else ""
    stored = Typed(row.title, row.body, row.use.value, row.category, "", row.starter, row.revision)
    shipped = STARTERS[row.starter].body if row.starter in STARTERS else ""
    past = _past(session, row_id)
    return OneView(row_id, typed or stored, row.archived_at is not None, agency, (), shipped, past)


def starting_from(key: str, agency: str) -> Typed:
    """Return the form of a shipped text that is about to be adapted. Raises NotFound."""
    starter = STARTERS.get(key)
    if starter is None:
        raise NotFound(f"no shipped text {key}")
    return Typed(starter.title, starter.body, starter.use.value, starter.category, agency, key)


def _past(session: Session, row_id: int) -> tuple[Version, ...]:
    entries = audit.list_about(session, subject(row_id))[::-1]
    actors = {entry.actor: int(entry.actor.partition(":")[2] or 0) for entry in entries}
    names = officer_names(session, set(actors.values()))
    return tuple(
        Version(
            at=entry.at,
            who=names.get(actors[entry.actor], say("who.officer")),
            what=say(f"responses.record.{entry.action.partition('.')[2]}"),
            title=entry.detail["title"],
            body=entry.detail["body"],
        )
        for entry in entries
    )
