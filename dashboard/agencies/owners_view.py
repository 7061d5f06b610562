"""The table of who owns what, with what falls to the central desk and what several claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from agencies.overview import Clash, Ground, Owners, clashes, grounds, owners
from agencies.queries import list_agencies
from agencies.tables import Agency, Boundary, Coverage, Part
from categories.catalog import Catalog, Category
from dashboard.agencies import addresses
from dashboard.agencies.ground import category_words, ground_words
from thai import areas
from thai.order import dictionary_order

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """The lead of a category in an area, "" where the central desk takes it; who joins in."""

    lead: str
    address: str
    joint: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnersRow:
    """An area with a cell for each category; `gaps` counts those the central desk takes."""

    area: str
    cells: tuple[Cell, ...]
    gaps: int


@dataclass(frozen=True, slots=True)
class ClashView:
    """Several agencies that claim the same; the first gets it."""

    area: str
    category: str
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnersView:
    """Everything on the page. `unserved` are provinces that no line names."""

    categories: tuple[Category, ...]
    rows: tuple[OwnersRow, ...]
    more: int
    clashes: tuple[ClashView, ...]
    unserved: tuple[str, ...]
    provinces: tuple[str, ...]
    province: str


def load(session: Session, catalog: Catalog, province: str) -> OwnersView:
    """Read the table; `province` narrows it."""
    agencies = {each.id: each for each in list_agencies(session) if each.id is not None}
    query = select(Coverage).where(col(Coverage.agency_id).in_(agencies))
    lines = session.exec(query.order_by(col(Coverage.id))).all()
    drawn = session.exec(select(Boundary.id, Boundary.name, Boundary.km2)).all()
    names = {key: name for key, name, _ in drawn if key is not None}
    sizes = {key: km2 for key, _, km2 in drawn if key is not None}
    shown = [line for line in lines if not province or line.province in {"", province}]
    codes = [category.code for category in catalog.categories]
    found = grounds(shown)
    rows = owners(found[:MOST_ROWS], shown, codes, sizes)
    return OwnersView(
        categories=catalog.categories,
        rows=tuple(_row(each, agencies, names, codes) for each in rows),
        more=max(len(found) - MOST_ROWS, 0),
        clashes=tuple(_clash(each, agencies, names, catalog) for each in clashes(shown)),
        unserved=_unserved(lines),
        provinces=tuple(
            sorted({line.province for line in lines if line.province}, key=dictionary_order)
        ),
        province=province,
    )


def _row(
    row: Owners, agencies: Mapping[int, Agency], names: Mapping[int, str], codes: list[str]
) -> OwnersRow:
    cells = tuple(_cell(row.leads[code], sorted(row.joint[code]), agencies) for code in codes)
    return OwnersRow(ground_words(row.ground, names), cells, sum(not cell.lead for cell in cells))


def _cell(lead: int | None, joint: list[int], agencies: Mapping[int, Agency]) -> Cell:
    joining = tuple(agencies[each].short_name for each in joint if each != lead)
    if lead is None:
        return Cell("", "", joining)
    return Cell(agencies[lead].short_name, addresses.agency(lead), joining)


def _clash(
    clash: Clash, agencies: Mapping[int, Agency], names: Mapping[int, str], catalog: Catalog
) -> ClashView:
    return ClashView(
        ground_words(clash.ground, names),
        category_words(clash.category, catalog),
        tuple(agencies[each].name for each in clash.agency_ids),
    )


def _unserved(lines: Sequence[Coverage]) -> tuple[str, ...]:
    leading = [line for line in lines if line.part is Part.LEAD]
    if any(Ground(line.province, boundary_id=line.boundary_id) == Ground() for line in leading):
        return ()
    served = {line.province for line in leading}
    every = (areas.names(code)[0] for code in areas.children())
    return tuple(name for name in every if name not in served)
