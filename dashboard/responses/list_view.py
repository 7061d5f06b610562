"""The list of ready-made words as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from agencies.permissions import may_manage_agencies
from agencies.queries import list_agencies
from agencies.tables import Agency, Officer
from categories.catalog import Catalog, Category
from complaints.responses.listing import Text, list_rows, may_change, texts_for
from complaints.responses.tables import ResponseTemplate, Use
from dashboard import paths
from dashboard.responses import addresses


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed by. `agency_id` None: the texts of every agency."""

    use: Use
    agency_id: int | None
    category: str
    archived: bool

    def address(self, use: str = "", *, archived: bool | None = None) -> str:
        """Return the list's address, with another use or state where given."""
        shown = self.archived if archived is None else archived
        return paths.with_query(
            addresses.TEMPLATES,
            use=use or self.use.value,
            agency=str(self.agency_id or ""),
            category=self.category,
            state="archived" if shown else "",
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One text; `scope` is shipped, everybody or own. Without an address it can only be read."""

    title: str
    body: str
    category: Category | None
    scope: str
    address: str


@dataclass(frozen=True, slots=True)
class ListView:
    """The page. `agencies` are empty for who looks after one agency only."""

    asked: Asked
    rows: tuple[Row, ...]
    agencies: Sequence[Agency]
    categories: tuple[Category, ...]
    new: str


def load(session: Session, catalog: Catalog, officer: Officer, asked: Asked) -> ListView:
    """Read the list of an agency that this officer looks after."""
    make = _Rows(catalog, officer, asked)
    if asked.archived:
        rows = [make.of_row(row) for row in list_rows(session, asked.agency_id) if make.fits(row)]
        rows.reverse()
    else:
        texts = texts_for(session, asked.agency_id or 0)
        rows = [make.of_text(text) for text in texts if make.matches(text)]
    return ListView(
        asked=asked,
        rows=tuple(rows),
        agencies=list_agencies(session) if may_manage_agencies(officer) else (),
        categories=tuple(catalog),
        new=paths.with_query(
            addresses.NEW,
            use=asked.use.value,
            category=asked.category,
            agency=str(asked.agency_id or ""),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    catalog: Catalog
    officer: Officer
    asked: Asked

    def fits(self, row: ResponseTemplate) -> bool:
        return row.archived_at is not None and self._wanted(row.use, row.category)

    def matches(self, text: Text) -> bool:
        return self._wanted(text.use, text.category)

    def of_row(self, row: ResponseTemplate) -> Row:
        scope = "everybody" if row.agency_id is None else "own"
        return self._row(row.title, row.body, row.category, scope, self._address(row.id, row))

    def of_text(self, text: Text) -> Row:
        if text.id is None:
            adapt = addresses.adapt(text.starter, str(self.asked.agency_id or ""))
            return self._row(text.title, text.body, text.category, "shipped", adapt)
        scope = "everybody" if text.agency_id is None else "own"
        return self._row(text.title, text.body, text.category, scope, self._address(text.id, text))

    def _address(self, row_id: int | None, text: Text | ResponseTemplate) -> str:
        changes = row_id is not None and may_change(self.officer, text.agency_id)
        return addresses.template(row_id) if changes and row_id is not None else ""

    def _row(self, title: str, body: str, category: str, scope: str, address: str) -> Row:
        known = self.catalog.get(category) if category in self.catalog else None
        return Row(title, body, known, scope, address)

    def _wanted(self, use: Use, category: str) -> bool:
        return use is self.asked.use and self.asked.category in {"", category}
