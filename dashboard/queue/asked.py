"""What an officer asked the queue for, read from the address and written back into one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Query

from categories.catalog import Catalog
from complaints.lifecycle import OPEN, Status
from complaints.queries import Filters
from dashboard import paths
from dashboard.row_id import RowId

OPEN_TAB = "open"
ALL_TAB = "all"
TABS: Mapping[str, tuple[Status, ...]] = {
    OPEN_TAB: tuple(status for status in Status if status in OPEN),
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

    def filters(self, catalog: Catalog) -> Filters:
        """Return what the query narrows by; an unknown category narrows nothing."""
        known = self.category if self.category in catalog else ""
        return Filters(TABS[self.tab], known, self.words, self.before)


def _read(
    tab: str = OPEN_TAB,
    category: str = "",
    q: Annotated[str, Query(max_length=LONGEST_WORDS)] = "",
    before: RowId | None = None,
) -> Asked:
    return Asked(tab if tab in TABS else OPEN_TAB, category, q.strip(), before)


AskedFor = Annotated[Asked, Depends(_read)]
