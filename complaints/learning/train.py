"""The command that lets the suggester learn from an agency's own complaints, and its report."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from agencies.queries import find_agency
from categories import figures, learning, versions
from categories.evaluate import Report
from categories.labelled import Row
from categories.learning import Own, TooFew, Trial
from categories.live import LiveSuggester
from categories.tables import Source
from complaints.learning.lessons import closed_tickets, traffy_reports
from core.errors import NotFound
from store import audit
from store.database import Database

MOST_READ = 2 * learning.MOST_ROWS
SUBJECT = "categories"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to learn from: an agency's closed tickets, all agencies', or a Traffy export."""

    agency: str = ""
    csv: Path | None = None
    dry_run: bool = False


def train(
    database: Database,
    wanted: Wanted,
    now: datetime,
    say: Callable[[str], object],
    own: Own | None = None,
) -> bool:
    """Learn, measure and switch if better; `say` gets the report line by line.

    `own` are the sentences learned beside the complaints, None for the shipped ones.

    Returns whether the new model is in force, or would be but for the dry run.

    Raises:
        NotFound: there is no such agency.
        UnknownShape, CutShort: the file is no Traffy export.
    """
    agency_id, rows = _read(database, wanted)
    say(f"{len(rows)} complaints whose category is known")
    in_use = LiveSuggester.load()
    in_use.refresh(database)
    try:
        trial = learning.try_out(rows, in_use, own)
    except TooFew as few:
        say(f"too few to learn from: {few}; nothing changed")
        return False
    _tell(trial, say)
    if not trial.better:
        say("not better: nothing changed")
    elif wanted.dry_run:
        say("better; a dry run changes nothing")
    else:
        version = _switch(database, wanted, trial, agency_id, now)
        say(f"better: version {version} is in force, workers follow within seconds")
    return trial.better


def go_back(database: Database, now: datetime) -> bool:
    """Put the shipped model in force again. Returns whether another one was."""
    with database.transaction() as session:
        changed = versions.go_back(session)
        if changed:
            audit.record(
                session, at=now, actor="operator", action="categories.went_back", subject=SUBJECT
            )
    return changed


def _read(database: Database, wanted: Wanted) -> tuple[int | None, list[Row]]:
    with database.reading() as session:
        agency = find_agency(session, wanted.agency) if wanted.agency else None
        if wanted.agency and agency is None:
            raise NotFound(f"no agency {wanted.agency}")
        agency_id = agency.id if agency else None
        if wanted.csv is None:
            return agency_id, closed_tickets(session, agency_id, MOST_READ)
    return agency_id, list(islice(traffy_reports(wanted.csv), MOST_READ))


def _switch(
    database: Database, wanted: Wanted, trial: Trial, agency_id: int | None, now: datetime
) -> int:
    source = Source.CSV if wanted.csv else Source.TICKETS
    lessons = versions.Lessons(source, agency_id, trial.learned, trial.held_back)
    before, after = figures.as_dict(trial.before), figures.as_dict(trial.after)
    with database.transaction() as session:
        row = versions.put_in_force(
            session, trial.model, lessons, before=before, after=after, now=now
        )
        assert row.id is not None
        audit.record(
            session,
            at=now,
            actor="operator",
            action="categories.learned",
            subject=SUBJECT,
            version=row.id,
            learned=trial.learned,
        )
        return row.id


def _tell(trial: Trial, say: Callable[[str], object]) -> None:
    say(f"learned from {trial.learned}, measured on {trial.held_back} held back:")
    say(f"  in use now  {_figures(trial.before)}")
    say(f"  learned     {_figures(trial.after)}")
    say(
        f"our own sentences held back: accept@1 {trial.own_before:.1%} without these complaints, "
        f"{trial.own_after:.1%} with them (may lose {learning.TOLERANCE:.0%})"
    )
    for primary, guessed, times in trial.after.confusions[:5]:
        say(f"  {times:>4} x {primary} taken for {guessed}")


def _figures(report: Report) -> str:
    at_1, at_3 = report.overall.at_1, report.overall.at_3
    return f"accept@1 {at_1:.1%}  accept@3 {at_3:.1%}  macro-F1 {report.macro_f1:.3f}"
