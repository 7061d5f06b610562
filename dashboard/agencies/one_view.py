"""An agency's page: what it covers, and the boundaries around it."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from agencies.overview import ground_of
from agencies.queries import get_agency, list_all_agencies
from agencies.tables import Agency, Boundary, Coverage, Part
from agencies.tree import Node, in_order, list_branch
from categories.catalog import Catalog, Category
from dashboard.agencies import addresses, contacts_view, history
from dashboard.agencies.contacts_view import ContactsView
from dashboard.agencies.ground import category_words, ground_words
from dashboard.agencies.history import Past


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of coverage; `km2` of its boundary, if it has one."""

    id: int
    area: str
    category: str
    part: Part
    km2: float | None


@dataclass(frozen=True, slots=True)
class AgencyView:
    """Everything on the page; `parents` are the agencies it may stand under."""

    agency: Agency
    parents: tuple[Node, ...]
    lines: tuple[LineView, ...]
    categories: tuple[Category, ...]
    history: tuple[Past, ...]
    contacts: ContactsView
    address: str
    shapes: str


def load(session: Session, catalog: Catalog, agency_id: int) -> AgencyView:
    """Read an agency's page. Raises NotFound."""
    agency = get_agency(session, agency_id)
    query = select(Coverage).where(Coverage.agency_id == agency_id).order_by(col(Coverage.id))
    drawn = select(Boundary.id, Boundary.name, Boundary.km2).where(Boundary.agency_id == agency_id)
    boundaries = {key: (name, km2) for key, name, km2 in session.exec(drawn) if key is not None}
    names = {key: name for key, (name, _) in boundaries.items()}
    branch = list_branch(session, agency_id)
    return AgencyView(
        agency=agency,
        parents=tuple(
            node for node in in_order(list_all_agencies(session)) if node.agency.id not in branch
        ),
        lines=tuple(
            LineView(
                id=line.id or 0,
                area=ground_words(ground_of(line), names),
                category=category_words(line.category, catalog),
                part=line.part,
                km2=boundaries[line.boundary_id][1] if line.boundary_id in boundaries else None,
            )
            for line in session.exec(query)
        ),
        categories=catalog.categories,
        history=history.load(session, catalog, agency_id, names),
        contacts=contacts_view.load(session, agency_id),
        address=addresses.agency(agency_id),
        shapes=f"{addresses.SHAPES}?agency={agency_id}",
    )
