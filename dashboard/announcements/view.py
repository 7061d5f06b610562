"""What is announced and was announced, as the page shows it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.queries import agency_names
from agencies.tables import Agency
from complaints.announcements.live import Said, in_force, stands
from complaints.announcements.setting import list_history
from complaints.announcements.tables import Announcement, Kind
from complaints.desk import Desk
from core.clock import to_bangkok
from core.phrases import LANGUAGES
from dashboard.auth import Visitor
from dashboard.people import names_of
from dashboard.scope import find_scope, scopes
from dashboard.wording import say


@dataclass(frozen=True, slots=True)
class Text:
    """One form: the words in force, and where they stand now."""

    kind: Kind
    text_th: str = ""
    text_en: str = ""
    shown: bool = False
    starts: str = ""
    ends: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """A text as it was set."""

    at: datetime
    who: str
    what: str
    words: str
    shown: bool


@dataclass(frozen=True, slots=True)
class AnnouncementsView:
    """Everything on the page. `own` tells whether the agency speaks for itself out of hours.

    `usual` is what is said then where nobody has written anything.
    """

    agency: Agency | None
    agencies: tuple[Agency, ...]
    texts: tuple[Text, ...]
    own: bool
    usual: Said
    history: tuple[Past, ...]


def load(
    session: Session, desk: Desk, visitor: Visitor, agency_id: int | None, now: datetime
) -> AnnouncementsView:
    """Read the page. Raises NotAllowed and NotFound as `find_scope` does."""
    agency = find_scope(session, visitor, agency_id)
    key = agency.id if agency else None
    rows = in_force(session)
    kinds = (Kind.OUT_OF_HOURS,) if agency else (Kind.EMERGENCY, Kind.BANNER, Kind.OUT_OF_HOURS)
    own = rows.get((Kind.OUT_OF_HOURS, key)) if key is not None else None
    return AnnouncementsView(
        agency=agency,
        agencies=scopes(session, visitor.officer),
        texts=tuple(_text(kind, own or rows.get((kind, None)), now) for kind in kinds),
        own=own is not None,
        usual=Said(
            *(desk.phrases.say("out_of_hours", lang, opens="{opens}") for lang in LANGUAGES)
        ),
        history=_history(session, key),
    )


def _text(kind: Kind, row: Announcement | None, now: datetime) -> Text:
    if row is None:
        # Closed offices say so from the beginning, in the usual words.
        always = kind is Kind.OUT_OF_HOURS
        return Text(kind, shown=always, now=_state(kind, shown=always, waits=False))
    waits = row.shown and row.starts_at is not None and row.starts_at > now
    return Text(
        kind,
        row.text_th,
        row.text_en,
        stands(row, now) or waits,
        _local(row.starts_at),
        _local(row.ends_at),
        _state(kind, shown=stands(row, now), waits=waits),
    )


def _state(kind: Kind, *, shown: bool, waits: bool) -> str:
    if waits:
        return say("announcements.state.waits")
    if kind is Kind.OUT_OF_HOURS:
        return say("announcements.state.on" if shown else "announcements.state.off")
    return say("announcements.state.shown" if shown else "announcements.state.hidden")


def _local(moment: datetime | None) -> str:
    return f"{to_bangkok(moment):%Y-%m-%dT%H:%M}" if moment else ""


def _history(session: Session, agency_id: int | None) -> tuple[Past, ...]:
    rows = [row for row in list_history(session) if agency_id in {None, row.agency_id}]
    names = names_of(session, (row.actor for row in rows))
    agencies = agency_names(session, {row.agency_id for row in rows if row.agency_id is not None})
    return tuple(
        Past(
            row.set_at,
            names[row.actor],
            " · ".join(
                filter(
                    None, (say(f"announcements.kind.{row.kind}"), agencies.get(row.agency_id or 0))
                )
            ),
            row.text_th,
            row.shown,
        )
        for row in rows
    )
