"""Months side by side, each as of the same age: what is young has not had its time yet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from complaints.desk import Desk
from complaints.figures.periods import Period, months_of
from complaints.figures.reckoning import EVERY, Reckoning
from complaints.figures.results import Report
from complaints.figures.scope import Scope

RIPE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Month:
    """A month's figures as of 30 days after its end; `ripe` once that much time has passed."""

    report: Report
    ripe: bool


def monthly(
    session: Session,
    desk: Desk,
    scope: Scope,
    period: Period,
    as_of: datetime,
    figures: Collection[str] = EVERY,
) -> Sequence[Month]:
    """Return the months of a period that have begun, with these figures.

    What is not 30 days over yet stands as of the moment itself, and is not ripe.
    """
    found = []
    for month in months_of(period):
        if month.start >= as_of:
            break
        moment = min(month.end + RIPE, as_of)
        reckoning = Reckoning(session, desk, scope, month, moment, known_by=as_of)
        found.append(Month(reckoning.report(figures, compare=False), moment == month.end + RIPE))
    return found
