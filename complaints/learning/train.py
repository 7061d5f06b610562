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
from core.phrases import Language, load_phrases
from store import audit
from store.database import Database

MOST_READ = 2 * learning.MOST_ROWS
MOST_CONFUSIONS = 5
SUBJECT = "categories"
WORDING_FILE = Path(__file__).with_name("wording.yml")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to learn from: an agency's closed tickets, all agencies', or a Traffy export."""

    agency: str = ""
    csv: Path | None = None
    dry_run: bool = False
    language: Language = "en"


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
    tell = _Teller(wanted.language, say)
    agency_id, rows = _read(database, wanted)
    tell.say("read", count=len(rows))
    in_use = LiveSuggester.load()
    in_use.refresh(database)
    try:
        trial = learning.try_out(rows, in_use, own)
    except TooFew as few:
        tell.say("too_few", learned=few.learned, held_back=few.held_back)
        return False
    tell.trial(trial)
    if not trial.better:
        tell.say("not_better")
    elif wanted.dry_run:
        tell.say("dry_run")
    else:
        tell.say("switched", version=_switch(database, wanted, trial, agency_id, now))
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


class _Teller:
    """Tells the operator, line by line, in the words of wording.yml."""

    def __init__(self, language: Language, line: Callable[[str], object]) -> None:
        self._phrases = load_phrases(WORDING_FILE)
        self._language = language
        self._line = line

    def say(self, key: str, indent: str = "", **values: object) -> None:
        self._line(indent + self._words(key, **values))

    def trial(self, trial: Trial) -> None:
        self.say("measured", learned=trial.learned, held_back=trial.held_back)
        self.say("figures.before", "  ", figures=self._figures(trial.before))
        self.say("figures.after", "  ", figures=self._figures(trial.after))
        before, after = trial.own_before, trial.own_after
        self.say("own", before=before, after=after, most=learning.TOLERANCE)
        for right, guessed, times in trial.after.confusions[:MOST_CONFUSIONS]:
            self.say("confusion", "  ", times=times, right=right, guessed=guessed)

    def _figures(self, report: Report) -> str:
        overall = report.overall
        return self._words(
            "figures", at_1=overall.at_1, at_3=overall.at_3, macro_f1=report.macro_f1
        )

    def _words(self, key: str, **values: object) -> str:
        return self._phrases.say(key, self._language, **values)
