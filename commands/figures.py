"""Print the figures of dimension 3.4, as of any moment; prove the facts they are counted from."""

import argparse
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from agencies.queries import find_agency
from bootstrap import make_desk
from bot.render import encode
from commands.connections import open_database
from commands.parser import Commands
from complaints.desk import Desk
from complaints.figures import periods
from complaints.figures.apart import By
from complaints.figures.definitions import Unit
from complaints.figures.periods import Period
from complaints.figures.proving import count_wrong_facts
from complaints.figures.reckoning import Reckoning
from complaints.figures.results import Result
from complaints.figures.scope import Scope, everything
from complaints.figures.upkeep import catch_up, forget_facts, fresh_tickets
from core.clock import BANGKOK, utc_now
from core.errors import NotFound
from core.settings import read
from core.signing import Signer
from public.photos import PURPOSE
from store.database import Database
from store.outbox import Outbox


def add_to(commands: Commands) -> None:
    """Put in these commands."""
    told = commands.add("figures", figures)
    told.add_argument("--fiscal-year", type=int, metavar="พ.ศ.", help="default: the present one")
    told.add_argument("--from", dest="first", type=date.fromisoformat, help="first day, ค.ศ.")
    told.add_argument("--to", dest="last", type=date.fromisoformat, help="last day, ค.ศ.")
    told.add_argument("--as-of", type=_moment, help="day (its end) or moment; default: now")
    told.add_argument("--known-by", type=_moment, help="count in what was learned until then")
    told.add_argument("--agency", default="", help="the code of one agency; default: all")
    told.add_argument("--category", default="")
    told.add_argument("--by", choices=[each.value for each in By], help="tell figures apart")
    told.add_argument("--sealed", action="store_true", help="count sealed tickets too")
    told.add_argument("--json", action="store_true")
    proof = commands.add("prove-figures", prove_figures)
    proof.add_argument("--rebuild", action="store_true", help="make all facts anew first")


def figures(chosen: argparse.Namespace) -> int:
    """Print every figure of dimension 3.4 of a period, as of a moment."""
    as_of = chosen.as_of or utc_now()
    period = _period(chosen, as_of)
    with open_database() as database, database.reading() as session:
        desk = open_desk(database)
        scope = _scope(session, chosen)
        asked = Reckoning(session, desk, scope, period, as_of, chosen.known_by)
        results: Mapping[str, Mapping[str, Result]]
        results = asked.by(By(chosen.by)) if chosen.by else {"": asked.report().results}
    if chosen.json:
        told = {key: _all_json(each) for key, each in results.items()}
        head = {"from": period.start, "to": period.end, "as_of": as_of}
        moments = {name: moment.isoformat() for name, moment in head.items()}
        found = {"figures": told} if chosen.by else {"figures": told[""]}
        print(json.dumps(moments | found, ensure_ascii=False, indent=1))
    else:
        for key, each in results.items():
            print(*([f"\n{key or '-'}"] if chosen.by else []), *map(_line, each.values()), sep="\n")
    return 0


def prove_figures(chosen: argparse.Namespace) -> int:
    """Compare the facts that figures are counted from with a replay of all events."""
    with open_database() as database:
        desk = open_desk(database)
        if chosen.rebuild:
            with database.transaction() as session:
                forget_facts(session)
            written = 1
            while written:
                with database.transaction() as session:
                    written = catch_up(session, desk, utc_now())
        with database.reading() as session:
            tickets, wrong = count_wrong_facts(session, desk)
            waiting = len(fresh_tickets(session))
    print(f"{tickets} tickets, {wrong} with wrong facts; {waiting} too young to have any")
    return 1 if wrong else 0


def open_desk(database: Database) -> Desk:
    """Return the tools of complaints with the calendar of the database."""
    settings = read()
    signer = Signer(settings.secret_key.get_secret_value(), PURPOSE)
    desk = make_desk(settings, Outbox(encode), signer)
    desk.calendar.refresh(database)
    return desk


def _moment(text: str) -> datetime:
    """Read a day as its end in Bangkok, else an ISO moment, Bangkok's where it tells no zone."""
    if len(text) == len("2026-09-30"):
        return periods.days(date.fromisoformat(text), date.fromisoformat(text)).end
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=BANGKOK)


def _period(chosen: argparse.Namespace, as_of: datetime) -> Period:
    if chosen.first and chosen.last:
        return periods.days(chosen.first, chosen.last)
    if chosen.fiscal_year:
        return periods.fiscal(chosen.fiscal_year)
    return periods.fiscal_year_of(as_of)


def _scope(session: Session, chosen: argparse.Namespace) -> Scope:
    everywhere = everything(session, sealed=chosen.sealed)
    agency_ids = everywhere.agency_ids
    if chosen.agency:
        agency = find_agency(session, chosen.agency)
        if agency is None or agency.id is None:
            raise NotFound(f"no agency {chosen.agency}")
        agency_ids = frozenset({agency.id})
    return Scope(agency_ids, chosen.sealed, category=chosen.category)


def _all_json(results: Mapping[str, Result]) -> dict[str, Any]:
    return {name: result_json(result) for name, result in results.items()}


def result_json(result: Result) -> dict[str, Any]:
    """Return a figure as JSON-ready data."""
    told: dict[str, Any] = {
        "value": result.value,
        "unit": result.definition.unit.value,
        "numerator": result.numerator,
        "denominator": result.denominator,
        "before": result.before,
        "target": result.target,
    }
    if result.spread:
        told |= {"p90": result.spread.p90, "mean": result.spread.mean}
    return told


def _line(result: Result) -> str:
    value = "-" if result.value is None else _shown(result.value, result.definition.unit)
    n = f"n={result.n}{' *' if result.small else ''}"
    return f"{result.definition.id:28}{value:>14}  {n:12}{result.definition.say('name')}"


def _shown(value: float, unit: Unit) -> str:
    match unit:
        case Unit.SHARE:
            return f"{value * 100:.1f} %"
        case Unit.SECONDS | Unit.WORKING_SECONDS:
            return f"{value / 3600:.2f} h"
        case Unit.STARS | Unit.TIMES:
            return f"{value:.2f}"
        case _:
            return f"{value:,.0f}"
