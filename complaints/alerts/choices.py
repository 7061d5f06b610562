"""How officers want to be told: by which way for each kind, how soon, and when not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from complaints.alerts.tables import AlertKind
from complaints.alerts.telling_tables import Pace, TellingChoice, Way
from store import audit


def _everything_in_line() -> dict[AlertKind, Way]:
    return dict.fromkeys(AlertKind, Way.LINE)


@dataclass(frozen=True, slots=True)
class Choices:
    """What an officer chose; as it stands here until they do.

    Who chose LINE and has no account bound is told by e-mail, if an address is confirmed.
    """

    ways: Mapping[AlertKind, Way] = field(default_factory=_everything_in_line)
    pace: Pace = Pace.MERGED
    quiet: bool = True
    digest: Way = Way.NONE

    def way_of(self, kind: AlertKind) -> Way:
        """Return the way for this kind."""
        return self.ways.get(kind, Way.LINE)


UNCHOSEN = Choices()


def get_choices(session: Session, officer_id: int) -> Choices:
    """Return what the officer chose, or what holds for who has not."""
    row = session.get(TellingChoice, officer_id)
    return UNCHOSEN if row is None else read_choices(row)


def read_choices(row: TellingChoice) -> Choices:
    """Return what a row says; a kind that came after it goes the usual way."""
    ways = {kind: Way(row.ways.get(kind, Way.LINE)) for kind in AlertKind}
    return Choices(ways=ways, pace=row.pace, quiet=row.quiet, digest=row.digest)


def choose(session: Session, officer_id: int, choices: Choices, now: datetime) -> None:
    """Keep what the officer chose for themselves."""
    row = session.get(TellingChoice, officer_id) or TellingChoice(officer_id=officer_id)
    row.ways = {kind.value: way.value for kind, way in choices.ways.items()}
    row.pace, row.quiet, row.digest = choices.pace, choices.quiet, choices.digest
    session.add(row)
    by = f"officer:{officer_id}"
    detail = {**row.ways, "pace": row.pace, "quiet": row.quiet, "digest": row.digest}
    audit.record(session, at=now, actor=by, action="officer.telling", subject=by, **detail)
