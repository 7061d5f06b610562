"""What a ticket's page says about its category."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from agencies.queries import get_agency
from agencies.tables import Agency, Officer
from categories.catalog import Category
from complaints.desk import Desk
from complaints.learning.recategorise import find_correction, may_recategorise, owner_by_routing
from complaints.tables import Ticket


@dataclass(frozen=True, slots=True)
class CategoryView:
    """The category, how it came about, and what else may be wrong there.

    `before` is what it was until an officer corrected it; `owner` the agency that should have it
    since then, where that is another one; `choices` are empty for who may not change it.
    """

    now: Category
    proposed: Category
    before: Category | None
    others: tuple[Category, ...]
    owner: Agency | None
    choices: Sequence[Category]


def load(session: Session, desk: Desk, officer: Officer, ticket: Ticket) -> CategoryView:
    """Read it for an officer who may see the ticket."""
    correction = find_correction(session, ticket)
    others = (code for code in ticket.secondary_categories if code in desk.catalog)
    may_change = may_recategorise(officer, ticket)
    return CategoryView(
        now=desk.catalog.get(ticket.category),
        proposed=desk.catalog.get(ticket.proposed_category),
        before=desk.catalog.get(correction.from_category) if correction else None,
        others=tuple(desk.catalog.get(code) for code in others),
        owner=_other_owner(session, ticket) if correction and may_change else None,
        choices=tuple(desk.catalog) if may_change else (),
    )


def _other_owner(session: Session, ticket: Ticket) -> Agency | None:
    owner = owner_by_routing(session, ticket)
    return None if owner == ticket.agency_id else get_agency(session, owner)
