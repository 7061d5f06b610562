"""Deals the lives of a province's tickets. Pure: the same seed, the same lives."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from categories.catalog import Catalog
from complaints.clocks.working_time import WorkingTime
from complaints.province.fates import DECK, FATES, SEALED_FATE, Act, Turn
from core.clock import BANGKOK
from thai.dates import fiscal_period

FLOOD_MONTHS = frozenset({9, 10})
FLOOD = "disaster"
DAYS = 28  # of every month on which something is reported
REPEATED_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens to a ticket; `who` and `stars` as in `fates.Turn`."""

    at: datetime
    act: Act
    who: str = ""
    stars: int = 0


@dataclass(slots=True)
class Life:
    """One ticket: its number in the plan, whose it is at first, and its steps in order.

    `main` is the number of the ticket it becomes a child of; `refiled` the category it gets.
    """

    number: int
    agency: int
    fate: str
    category: str
    reported_at: datetime
    sealed: bool = False
    main: int | None = None
    refiled: str = ""
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is dealt: lives by number, for agencies 0, 1, …; nothing happens after `until`."""

    seed: int
    years: tuple[int, ...]
    agencies: int
    until: datetime
    lives: Sequence[Life]


class Dealer:
    """Deals decks, month by month and agency by agency."""

    def __init__(self, seed: int, catalog: Catalog, office: WorkingTime) -> None:
        self._seed = seed
        self._random = random.Random(seed)  # noqa: S311  a drill must come out the same again
        self._open = [each.code for each in catalog if not each.sealed]
        self._sealed = [each.code for each in catalog if each.sealed]
        self._office = office
        self._categories = self._cycle()

    def deal(self, years: Sequence[int], agencies: int, until: datetime) -> Plan:
        """Return the plan of these fiscal years พ.ศ.; what would come after `until` is left out."""
        lives: list[Life] = []
        for first in _months(years):
            for agency in range(agencies):
                lives += self._deck(first, agency, len(lives))
                if first.month in FLOOD_MONTHS:
                    lives += self._deck(first, agency, len(lives), FLOOD)
            lives += [self._life(len(lives), 0, SEALED_FATE, code, first) for code in self._sealed]
        known = [life for life in lives if life.reported_at <= until]
        for life in known:
            life.steps = [step for step in life.steps if step.at <= until]
        return Plan(self._seed, tuple(years), agencies, until, known)

    def _deck(self, first: datetime, agency: int, number: int, category: str = "") -> list[Life]:
        fates = [fate for fate, count in DECK.items() for _ in range(count)]
        lives: list[Life] = []
        for fate in fates:
            code = category or next(self._categories)
            lives.append(self._life(number + len(lives), agency, fate, code, first))
        main = next(life for life in lives if life.fate == "main")
        repeat = next(life for life in lives if life.fate == "repeat")
        repeat.main, repeat.category = main.number, main.category
        repeat.reported_at = main.reported_at + REPEATED_AFTER
        repeat.steps = self._steps(repeat)
        return lives

    def _life(self, number: int, agency: int, fate: str, category: str, first: datetime) -> Life:
        within = timedelta(seconds=self._random.randrange(DAYS * 24 * 3600 - 7200))
        life = Life(number, agency, fate, category, first + within, category in self._sealed)
        if any(turn.act is Act.REFILE for turn in FATES[fate]):
            place = self._open.index(category)
            life.refiled = self._open[(place + 1) % len(self._open)]
        life.steps = self._steps(life)
        return life

    def _steps(self, life: Life) -> list[Step]:
        steps: list[Step] = []
        before = life.reported_at
        for turn in FATES[life.fate]:
            before = self._moment(turn, life.reported_at, before)
            steps.append(Step(before, turn.act, turn.who, turn.stars))
        return steps

    def _moment(self, turn: Turn, reported_at: datetime, before: datetime) -> datetime:
        if turn.later is not None:
            return before + turn.later
        return self._office.add(reported_at, timedelta(hours=turn.hours))

    def _cycle(self) -> Iterator[str]:
        while True:
            yield from self._random.sample(self._open, len(self._open))


def _months(years: Sequence[int]) -> Iterator[datetime]:
    """Yield the first moments of the months of these fiscal years."""
    for year in years:
        first = fiscal_period(year)[0]
        for offset in range(12):
            years_on, month = divmod(first.month - 1 + offset, 12)
            day = first.replace(year=first.year + years_on, month=month + 1)
            yield datetime.combine(day, time(), BANGKOK)
