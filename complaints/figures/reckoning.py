"""One reading of the tickets, every figure of it: whole, by anything, and the tickets behind."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session, col, select

from complaints.clocks.targets import in_force
from complaints.desk import Desk
from complaints.figures import periods
from complaints.figures.ages import Age, aged_ids, ages_of
from complaints.figures.apart import By, apart
from complaints.figures.behind import Behind, Part, pick
from complaints.figures.definitions import load_definitions
from complaints.figures.flows import Way, hand_overs
from complaints.figures.lives import AREA, COLUMNS, Lives
from complaints.figures.measures import MEASURES, Over
from complaints.figures.moments import micros
from complaints.figures.needs import columns_for
from complaints.figures.periods import Period
from complaints.figures.praise import Praise, rated_ids, read_praise, spread_of_stars
from complaints.figures.reading import Reader
from complaints.figures.results import Report, Result, measure
from complaints.figures.scope import Scope
from complaints.figures.tables import OwnedCategories
from complaints.figures.upkeep import make_ruler, owned_now
from complaints.figures.week import reported_in, week_of
from core.errors import NotFound

OWNED, HANDED_ON = "owned_categories", "handed_on"
BACKLOG = "backlog"
EVERY = frozenset({*MEASURES, OWNED, HANDED_ON})
OF_CITIZENS = frozenset({"stars", "rated", "confirmed_share", "reopened_share"})
WIDEST = frozenset({*COLUMNS, *AREA})


@dataclass(slots=True)
class Reckoning:
    """The tickets of a scope and a period as of a moment, read when first asked for, then kept.

    Of what had happened, and what was known, by `as_of`; `known_by` counts in what was learned
    later, as an import tells. Lives no longer than its session.
    """

    session: Session
    desk: Desk
    scope: Scope
    period: Period
    as_of: datetime
    known_by: datetime | None = None
    _reader: Reader = field(init=False)
    _read: dict[tuple[Over, frozenset[str]], Lives] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        known = self.known_by or self.as_of
        ruler = make_ruler(self.session, self.desk)
        self._reader = Reader(self.session, ruler, self.as_of, known)

    def report(self, figures: Collection[str] = EVERY, *, compare: bool = True) -> Report:
        """Return these figures; with `compare` beside that of the period before, at the same age.

        No more is read than they are counted from.
        """
        measures = {name: each for name, each in MEASURES.items() if name in figures}
        lives = {each.over: self._lives(each.over, figures) for each in measures.values()}
        results = {name: measure(name, lives[each.over]) for name, each in measures.items()}
        results |= self._beside(figures)
        if compare:
            before = self._before().report(figures, compare=False)
            results = {
                name: replace(result, before=before[name].value) for name, result in results.items()
            }
        results = self._with_targets(self.scope.category, results)
        in_order = {name: results[name] for name in load_definitions() if name in figures}
        return Report(self.scope, self.period, self.as_of, in_order)

    def by(
        self, by: By, figures: Collection[str] = frozenset(MEASURES)
    ) -> dict[str, dict[str, Result]]:
        """Return {what it is by: {figure: result}} in order; keys as text, "" for none.

        Without the figures that need more than a ticket's own columns, and without comparison.
        Figures of the backlog tell of what is open at the moment, whenever it was reported.
        """
        measures = {name: each for name, each in MEASURES.items() if name in figures}
        overs = {each.over for each in measures.values()}
        parts = {over: apart(self._lives(over, figures, by), by) for over in overs}
        keys = {key for found in parts.values() for key in found}
        nothing = Lives.of_rows(micros(self.as_of), [])
        return {
            key: self._with_targets(
                key if by is By.CATEGORY else self.scope.category,
                {
                    name: measure(name, parts[each.over].get(key, nothing))
                    for name, each in measures.items()
                },
            )
            for key in sorted(keys)
        }

    def ages(self) -> list[Age]:
        """Return how old the open problems are, the youngest first."""
        return ages_of(self._lives(Over.OPEN, {BACKLOG}))

    def week(self) -> list[list[int]]:
        """Return how many were reported on each day of the week, Monday first, at each hour."""
        return week_of(self._lives(Over.REPORTED, ()))

    def reported_in(self, day: int, hour: int) -> Behind:
        """Return what was reported on a day of the week, Monday is 0, at an hour."""
        return Behind(reported_in(self._lives(Over.REPORTED, ()), day, hour))

    def stars(self) -> dict[int, int]:
        """Return {stars: finished tickets}, best first."""
        return spread_of_stars(self._rated())

    def praise(self, stars: int | None = None) -> list[Praise]:
        """Return the last finished tickets of so many stars, or any, with citizens' words."""
        return read_praise(self.session, self._rated(), stars)

    def rated(self, stars: int) -> Behind:
        """Return the tickets of so many stars."""
        return Behind(sorted(rated_ids(self._rated(), stars)))

    def aged(self, since: int, until: int | None) -> Behind:
        """Return the open problems of that age in days, `until` left out."""
        return Behind(aged_ids(self._lives(Over.OPEN, {BACKLOG}), since, until))

    def hand_overs(self) -> Mapping[Way, Sequence[int]]:
        """Return {from agency to agency: the tickets handed over in the period}."""
        return hand_overs(self.session, self.scope, self.period, self.as_of)

    def behind(self, figure: str, part: Part = Part.TOP) -> Behind:
        """Return the tickets of a figure as it counts them.

        Raises:
            NotFound: no such figure, or it is one of no tickets.
        """
        if figure == HANDED_ON:
            return Behind(self._reader.handed_on(self.scope, self.period))
        if figure not in MEASURES:
            raise NotFound(f"no tickets behind {figure}")
        return pick(self._lives(MEASURES[figure].over, {figure}), figure, part)

    def lives(self, over: Over) -> Lives:
        """Return the tickets that are counted as columns with their areas: for who lists them."""
        return self._of_columns(over, (*COLUMNS, *AREA))

    def _rated(self) -> Lives:
        """Return what was reported, with all that is told of its stars and what citizens say."""
        names = columns_for(Over.REPORTED, OF_CITIZENS)
        return self._of_columns(Over.REPORTED, (*names, "finished_at"))

    def _lives(self, over: Over, figures: Collection[str], by: By | None = None) -> Lives:
        """Return the tickets with what these figures are counted from, and can be told apart by."""
        names = columns_for(over, frozenset(figures))
        told = by.value if by else ""
        return self._of_columns(over, (*names, told) if told in WIDEST.difference(names) else names)

    def _of_columns(self, over: Over, names: Sequence[str]) -> Lives:
        for (of, columns), lives in self._read.items():
            if of is over and columns.issuperset(names):
                return lives
        read = (
            self._reader.open(self.scope, names)
            if over is Over.OPEN
            else self._reader.reported(self.scope, self.period, names)
        )
        self._read[over, frozenset(names)] = read
        return read

    def _before(self) -> "Reckoning":
        earlier = periods.before(self.period)
        then = periods.same_age(self.period, self.as_of, earlier)
        known = self.known_by or self.as_of
        return Reckoning(self.session, self.desk, self.scope, earlier, then, known)

    def _beside(self, wanted: Collection[str]) -> dict[str, Result]:
        """Return those of the figures that need more than a ticket's own columns."""
        definitions, found = load_definitions(), {}
        if OWNED in wanted:
            owned, every = len(self._owned()), len(self.desk.catalog)
            found[OWNED] = Result(definitions[OWNED], owned / every, owned, every)
        if HANDED_ON in wanted:
            count = len(self._reader.handed_on(self.scope, self.period))
            found[HANDED_ON] = Result(definitions[HANDED_ON], count, count, count)
        return found

    def _owned(self) -> Sequence[str]:
        """Return which categories had an owner; before that was kept, which when it began."""
        query = select(OwnedCategories.categories)
        then = query.where(OwnedCategories.at <= self.as_of)
        newest = then.order_by(col(OwnedCategories.id).desc()).limit(1)
        first = query.order_by(col(OwnedCategories.id)).limit(1)
        kept = self.session.exec(newest).first()
        kept = self.session.exec(first).first() if kept is None else kept
        if kept is None:
            return owned_now(self.session, self.desk)
        return kept.split(",") if kept else []

    def _with_targets(self, category: str, results: dict[str, Result]) -> dict[str, Result]:
        """Set what was promised for the category beside the times; nothing without a category.

        Of one agency its own promise, else that for all agencies.
        """
        if category not in self.desk.catalog:
            return results
        ids = self.scope.agency_ids
        book = in_force(self.session, self.desk.catalog, ids, self.as_of)
        promised = book.of(next(iter(ids)) if len(ids) == 1 else None, category)
        seconds = {
            "first_response": promised.response_hours * 3600.0,
            "resolution_gross": promised.resolution_hours * 3600.0,
            "resolution_net": promised.resolution_hours * 3600.0,
        }
        return {name: replace(each, target=seconds.get(name)) for name, each in results.items()}
