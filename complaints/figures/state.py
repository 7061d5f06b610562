"""How a ticket stands at a moment, and what that is measured with."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field

from complaints.figures.calendars import Calendars
from complaints.figures.history import Happened, History
from complaints.figures.moments import WorkingClock

NOT_PROPOSED, KEPT, CHANGED = 0, 1, 2  # what became of the category that the system proposed


@dataclass(frozen=True, slots=True)
class Ruler:
    """What states are measured with: calendars, and what is known of each category.

    `targets` gives the working hours until first response and resolution, asked only where an
    event of long ago does not tell the due date itself.
    """

    calendars: Calendars
    targets: Callable[[str], tuple[int, int]]
    sealed: Container[str]

    def clock(self, state: "State", what: Happened, history: History) -> WorkingClock:
        """Return the working time of the agency that leads, as was known when this was."""
        return self.calendars.clock(state.agency_id, history.province, what.known)


@dataclass(frozen=True, slots=True)
class Due:
    """When it is to be taken up and solved; how long that clock stood still, where events lack it.

    An event that tells the due dates is believed. Where one does not, they are reckoned by the
    targets of the category as the desk did: a hold moves the date unless it was over before.
    """

    response_at: int | None = None
    at: int | None = None
    stopped_at: int | None = None
    stopped: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """How a ticket stands. Moments and durations in microseconds, None where there is none.

    Working times of finished tickets run from the first report; time on hold is that of all holds
    ended so far. `ratings` and `stars` are those since it was last finished.
    """

    agency_id: int = 0
    officer_id: int | None = None
    main_id: int | None = None
    category: str = ""
    status: str = ""
    sealed: bool = False
    assigned_after: int | None = None
    responded_at: int | None = None
    response_working: int | None = None
    finished_at: int | None = None
    resolution_working: int | None = None
    held_since: int | None = None
    held_working: int = 0
    held_calendar: int = 0
    due: Due = field(default_factory=Due)
    hand_overs: int = 0
    reopened: int = 0
    confirmed: bool = False
    rated: Mapping[str, int] = field(default_factory=dict)
    joined: int = 0
    proposal: int = NOT_PROPOSED
    moves: int = 0
    audited: int = 0

    @property
    def ratings(self) -> int:
        """How many people rated the repair."""
        return len(self.rated)

    @property
    def stars(self) -> int:
        """The sum of their stars."""
        return sum(self.rated.values())
