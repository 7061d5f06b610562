"""Make a province up for a drill, and write down what its figures must be."""

import argparse
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from agencies import demo
from commands.connections import open_database
from commands.figures import open_desk
from commands.parser import Commands
from complaints.figures import periods
from complaints.province.expected import Asked, expected
from complaints.province.fates import DECK
from complaints.province.plan import Dealer, Plan
from complaints.province.play import Player
from complaints.province.setting import AGENCIES, CODE, load_words, set_up
from complaints.province.standing import CENTRAL, Observer
from core.clock import to_bangkok, utc_now
from core.errors import InvalidInput
from core.settings import read
from store.database import Database
from thai.dates import fiscal_year

EARLIER = (timedelta(days=20), timedelta(days=130), timedelta(days=400))


def add_to(commands: Commands) -> None:
    """Put in this command."""
    drill = commands.add("demo-province", demo_province)
    drill.add_argument("--seed", type=int, default=1)
    drill.add_argument("--years", type=int, default=2, help="fiscal years, up to the present one")
    drill.add_argument("--expected", type=Path, default=Path("expected.json"), metavar="FILE")


def demo_province(chosen: argparse.Namespace) -> int:
    """Put years of made-up tickets in, and write what the figures must be; development only."""
    if read().environment == "production":
        raise InvalidInput("made-up tickets have no place among people's")
    now = utc_now()
    with open_database() as database:
        _prepare(database, now)
        desk = open_desk(database)
        last = fiscal_year(to_bangkok(now).date())
        years = range(last - chosen.years + 1, last + 1)
        plan = Dealer(chosen.seed, desk.catalog, desk.office).deal(years, AGENCIES, now)
        words = load_words()
        with database.transaction() as session:
            setting = set_up(session, words, plan.lives[0].reported_at)
        Player(desk, setting, words).play(database, plan, _show)
        observer = Observer(plan, desk.catalog, desk.office)
        reports = list(_reports(observer, plan, now))
    told = {"seed": chosen.seed, "deck": DECK, "until": now.isoformat(), "reports": reports}
    chosen.expected.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"\n{len(plan.lives)} tickets; what their figures must be: {chosen.expected}")
    return 0


def _prepare(database: Database, now: datetime) -> None:
    """Make the tables where there are none yet, and officers who may look at the province."""
    database.migrate()
    with database.transaction() as session:
        demo.put_in(session, now)


def _reports(observer: Observer, plan: Plan, now: datetime) -> Iterator[dict[str, Any]]:
    """Yield what the figures of each year must be, of all and of each agency, now and earlier."""
    codes = {number: CODE.format(number=number) for number in range(AGENCIES)}
    for as_of in (now, *(now - earlier for earlier in EARLIER)):
        for year in plan.years:
            period = periods.fiscal(year)
            for agencies, code in (
                (frozenset({CENTRAL, *codes}), ""),
                *((frozenset({number}), code) for number, code in codes.items()),
            ):
                asked = Asked(agencies, period.start, period.end, as_of)
                yield {
                    "fiscal_year": year,
                    "agency": code,
                    "as_of": as_of.isoformat(),
                    "figures": expected(observer, asked),
                }


def _show(done: int, of: int) -> None:
    print(f"\r{done:,} of {of:,} steps", end="", flush=True)
