"""What a page of figures is asked for, read from the address and written back into one.

period   a key of dashboard/figures/spans      from, to   a free period instead
as_of    the day at whose end to count         agency     an agency, or "branch" for all below
category, province, district, subdistrict      what narrows
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from agencies.permissions import sees_all_agencies
from agencies.queries import list_agencies
from agencies.tables import Agency, Officer
from agencies.tree import list_below
from complaints.figures import periods
from complaints.figures.periods import Period
from complaints.figures.reckoning import Reckoning
from complaints.figures.scope import Scope, scope_of
from core.clock import to_bangkok
from core.errors import InvalidInput, NotFound
from dashboard import paths
from dashboard.auth import Visitor
from dashboard.figures import spans
from dashboard.row_id import LARGEST
from dashboard.wiring import Wiring
from dashboard.wording import say
from thai.dates import format_date, format_moment

FIGURES = paths.FIGURES
AREAS = ("province", "district", "subdistrict")
NARROWING = ("category", *AREAS)
FIELDS = ("period", "from", "to", "as_of", "agency", *NARROWING)
LONGEST = 80
BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class Asked:
    """The values as typed, and what they mean; `problems` are words on what cannot be read."""

    values: Mapping[str, str]
    period: Period
    as_of: datetime
    now: datetime
    problems: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """Return what was typed into a field, "" for nothing."""
        return self.values.get(name, "")

    def address(self, page: str = "", **others: str) -> str:
        """Return the address of a page of figures for what is asked; "" drops a value."""
        return paths.with_query(f"{FIGURES}/{page}".rstrip("/"), **{**self.values, **others})

    def tab(self, page: str = "") -> str:
        """Return the address of a page of figures for the same period and agency."""
        return self.address(page, **dict.fromkeys(NARROWING, ""))

    def of_own_agency(self) -> "Asked":
        """Return it for the visitor's own agency."""
        kept = {name: value for name, value in self.values.items() if name != "agency"}
        return replace(self, values=kept)

    @property
    def year(self) -> int:
        """The fiscal year that the period begins in, พ.ศ."""
        return int(spans.current(self.period.start))

    @property
    def as_of_words(self) -> str:
        """The moment in words."""
        return moment_words(self.as_of)

    @property
    def is_past(self) -> bool:
        """Whether it is counted as of a moment in the past."""
        return self.as_of < self.now


def moment_words(moment: datetime) -> str:
    """Return a moment in words; the end of a day rather than the first moment of the next."""
    moment = to_bangkok(moment)
    if moment.time() == time():
        day = format_date(moment.date() - timedelta(days=1), short=True)
        return say("figures.end_of_day", day=day)
    return format_moment(moment, short=True)


def read(query: Mapping[str, str], now: datetime) -> Asked:
    """Return what is asked for; what cannot be read is told, and this fiscal year shown."""
    values = {name: query.get(name, "").strip()[:LONGEST] for name in FIELDS}
    values = {name: value for name, value in values.items() if value}
    problems = []
    period, as_of = spans.read_period(spans.current(now)), now
    try:
        period = _period(values) or period
    except InvalidInput as error:
        problems.append(say(f"figures.problem.{error.reason}", **error.values))
    try:
        as_of = _as_of(values, now)
    except InvalidInput as error:
        problems.append(say(f"figures.problem.{error.reason}", **error.values))
    return Asked(values, period, as_of, now, tuple(problems))


def read_asked(request: Request) -> Asked:
    """Read the address of a request."""
    wiring: Wiring = request.app.state.wiring
    return read(request.query_params, wiring.clock())


AskedFor = Annotated[Asked, Depends(read_asked)]


def _period(values: Mapping[str, str]) -> Period | None:
    if "from" in values or "to" in values:
        if not ("from" in values and "to" in values):
            raise InvalidInput("both_days")
        return spans.read_days(values["from"], values["to"])
    return spans.read_period(values["period"]) if "period" in values else None


def _as_of(values: Mapping[str, str], now: datetime) -> datetime:
    """Return the end of the day asked for, or now where that is still to come."""
    if "as_of" not in values:
        return now
    day = spans.read_day(values["as_of"])
    return min(periods.days(day, day).end, now)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose tickets are counted, by which name, and what else there is to choose."""

    scope: Scope
    name: str
    agencies: tuple[Agency, ...]  # with a page of their own
    may_choose_branch: bool
    everywhere: bool  # all agencies of the service

    @property
    def one(self) -> int | None:
        """The agency, where it is one."""
        return next(iter(self.scope.agency_ids)) if len(self.scope.agency_ids) == 1 else None


def find_whose(session: Session, visitor: Visitor, asked: Asked) -> Whose:
    """Return whose tickets are counted. Raises NotFound where they are not theirs to see."""
    officer, chosen = visitor.officer, asked.get("agency")
    scope = _scope(session, officer, chosen)
    centre = sees_all_agencies(officer)
    below = () if centre else list_below(session, officer)
    seen = [each for each in list_agencies(session) if centre or each.id in below]
    if not centre and below:
        seen = [visitor.agency, *seen]
    name = visitor.agency.name
    if chosen == BRANCH:
        name = say("figures.whose.branch", name=name)
    elif chosen:
        names = {str(each.id): each.name for each in [*seen, visitor.agency]}
        name = names.get(chosen, name)
    elif centre:
        name = say("figures.whose.all")
    narrowed = {part: asked.get(part) for part in NARROWING if asked.get(part)}
    scope = replace(scope, **narrowed)  # type: ignore[arg-type]
    return Whose(scope, name, tuple(seen), bool(below), centre and not chosen)


def _scope(session: Session, officer: Officer, chosen: str) -> Scope:
    if chosen == BRANCH and not sees_all_agencies(officer):
        scope = scope_of(session, officer)
        return replace(scope, agency_ids=scope.agency_ids | set(list_below(session, officer)))
    if chosen and not (chosen.isascii() and chosen.isdigit() and int(chosen) <= LARGEST):
        raise NotFound(f"no agency {chosen}")
    return scope_of(session, officer, int(chosen) if chosen else None)


def reckoning(session: Session, wiring: Wiring, whose: Whose, asked: Asked) -> Reckoning:
    """Return the reading that a page's figures are counted from."""
    return Reckoning(session, wiring.desk, whose.scope, asked.period, asked.as_of)
