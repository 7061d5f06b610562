"""How a ticket of the plan stands at a moment: read off the plan, not off any event. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from categories.catalog import Catalog
from complaints.clocks.working_time import WorkingTime
from complaints.lifecycle import OPEN, Status
from complaints.province.fates import CENTRE, NEIGHBOUR, REPORTER, Act
from complaints.province.plan import Life, Plan, Step

CENTRAL = -1  # the central desk among the plan's agencies
LEADS_TO = {
    Act.ACCEPT: Status.IN_PROGRESS,
    Act.HOLD: Status.ON_HOLD,
    Act.RESUME: Status.IN_PROGRESS,
    Act.FINISH: Status.FINISHED,
    Act.FORWARD: Status.RECEIVED,
    Act.REJECT: Status.REJECTED,
    Act.WITHDRAW: Status.WITHDRAWN,
    Act.DISPUTE: Status.IN_PROGRESS,
}


@dataclass(slots=True)
class Standing:
    """A ticket at a moment; working times as timedeltas."""

    life: Life
    agency: int
    category: str
    status: Status = Status.RECEIVED
    led: list[int] = field(default_factory=list)  # by whom before
    main: int | None = None
    responded_at: datetime | None = None
    finished_at: datetime | None = None
    held: timedelta = timedelta()
    held_calendar: timedelta = timedelta()
    held_since: datetime | None = None
    response_since: datetime | None = None  # from when the agency has its time to take it up
    reopened: int = 0
    rated: dict[str, int] = field(default_factory=dict)
    joined: int = 0
    moves: int = 1

    @property
    def is_open(self) -> bool:
        """Still to be done."""
        return self.status in OPEN

    @property
    def is_problem(self) -> bool:
        """Counts for solving: a main ticket, not withdrawn, not nobody's."""
        outside = self.status in {Status.WITHDRAWN, Status.REJECTED}
        return self.main is None and not outside


class Observer:
    """Looks at the plan; working time by the calendar, targets by the catalog."""

    def __init__(self, plan: Plan, catalog: Catalog, office: WorkingTime) -> None:
        self._agencies = plan.agencies
        self._lives = {life.number: life for life in plan.lives}
        self._catalog = catalog
        self._office = office

    def stand(self, as_of: datetime) -> list[Standing]:
        """Return how all tickets stand that were reported by then."""
        return [
            self._one(life, as_of) for life in self._lives.values() if life.reported_at <= as_of
        ]

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """Return working time."""
        return self._office.between(start, end)

    def due(self, standing: Standing) -> datetime | None:
        """Return when it is to be solved; None while it is on hold."""
        if standing.status is Status.ON_HOLD:
            return None
        hours = self._catalog.get(standing.category).resolution_hours
        target = timedelta(hours=hours) + standing.held
        return self._office.add(standing.life.reported_at, target)

    def response_due(self, standing: Standing) -> datetime:
        """Return when it is to be taken up."""
        hours = self._catalog.get(standing.life.category).first_response_hours
        since = standing.response_since or standing.life.reported_at
        return self._office.add(since, timedelta(hours=hours))

    def _one(self, life: Life, as_of: datetime) -> Standing:
        agency = CENTRAL if life.sealed else life.agency
        standing = Standing(life, agency, life.category)
        for step in self._steps(life):
            if step.at <= as_of:
                self._apply(standing, step)
        return standing

    def _steps(self, life: Life) -> Sequence[Step]:
        """Return its steps; those of its main ticket too, once it is a child."""
        if life.main is None or not life.steps:
            return life.steps
        main = self._lives[life.main]
        tied = life.steps[0]
        own = {Act.ACCEPT, Act.FINISH}
        return [tied, *(each for each in main.steps if each.act in own and each.at > tied.at)]

    def _apply(self, standing: Standing, step: Step) -> None:
        if step.act is Act.GROUP:
            self._tie(standing, step)
        elif step.act is Act.RATE:
            standing.rated[step.who or REPORTER] = step.stars
        elif step.act is Act.JOIN:
            standing.joined += 1
        elif step.act is Act.REFILE:
            standing.category = standing.life.refiled
        else:
            self._move(standing, step, LEADS_TO[step.act])

    def _tie(self, standing: Standing, step: Step) -> None:
        assert standing.life.main is not None
        main = self._one(self._lives[standing.life.main], step.at)
        standing.main = main.life.number
        self._move(standing, step, main.status)

    def _move(self, standing: Standing, step: Step, to: Status) -> None:
        standing.moves += 1
        if standing.held_since is not None:
            standing.held += self.worked(standing.held_since, step.at)
            standing.held_calendar += step.at - standing.held_since
        standing.held_since = step.at if to is Status.ON_HOLD else None
        if step.act is Act.FORWARD:
            standing.led.append(standing.agency)
            there = {CENTRE: CENTRAL, NEIGHBOUR: (standing.agency + 1) % self._agencies}
            standing.agency, standing.response_since = there[step.who], step.at
        answers = to not in {Status.RECEIVED, Status.WITHDRAWN}
        if answers and standing.responded_at is None:
            standing.responded_at = step.at
        standing.reopened += step.act is Act.DISPUTE
        standing.finished_at = step.at if to is Status.FINISHED else None
        standing.status, standing.rated = to, {}
