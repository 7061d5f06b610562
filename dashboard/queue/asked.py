"""What an officer asked the queue for, read from the address and written back into one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query

from complaints.desk import Desk
from complaints.lifecycle import OPEN, Status
from complaints.queries import Filters
from dashboard import paths
from dashboard.due import SOON
from dashboard.row_id import RowId

OPEN_TAB = "open"
SOON_TAB, OVERDUE_TAB = "soon", "overdue"
ALL_TAB = "all"
OPEN_STATUSES = tuple(status for status in Status if status in OPEN)
TABS: Mapping[str, tuple[Status, ...]] = {
    OPEN_TAB: OPEN_STATUSES,
    SOON_TAB: OPEN_STATUSES,
    OVERDUE_TAB: OPEN_STATUSES,
    **{status.value: (status,) for status in Status},
    ALL_TAB: (),
}
LONGEST_WORDS = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A tab, a category, words to find, and below which row to go on."""

    tab: str = OPEN_TAB
    category: str = ""
    words: str = ""
    before: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether words or a category leave something out."""
        return bool(self.category or self.words)

    def address(self, page: str = "", **changes: object) -> str:
        """Return the address of the queue (or of a `page` of it) with these changes."""
        asked = replace(self, **changes)  # type: ignore[arg-type]
        return paths.with_query(
            f"{paths.ROOT}/{page}",
            tab="" if asked.tab == OPEN_TAB else asked.tab,
            category=asked.category,
            q=asked.words,
            before=str(asked.before or ""),
        )

    def filters(self, desk: Desk, now: datetime) -> Filters:
        """Return what the query narrows by; an unknown category narrows nothing."""
        known = self.category if self.category in desk.catalog else ""
        due = _due(desk, now).get(self.tab)
        return Filters(TABS[self.tab], known, self.words, due, self.before)


def _due(desk: Desk, now: datetime) -> Mapping[str, tuple[datetime | None, datetime]]:
    return {SOON_TAB: (now, desk.office.add(now, SOON)), OVERDUE_TAB: (None, now)}


def _read(
    tab: str = OPEN_TAB,
    category: str = "",
    q: Annotated[str, Query(max_length=LONGEST_WORDS)] = "",
    before: RowId | None = None,
) -> Asked:
    return Asked(tab if tab in TABS else OPEN_TAB, category, q.strip(), before)


AskedFor = Annotated[Asked, Depends(_read)]
