"""The page of an agency's closing rule as plain data."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from agencies.permissions import OVERSEES, WORKS, may_manage_agencies
from agencies.queries import get_agency, list_agencies
from agencies.tables import Agency, Officer
from categories.catalog import Catalog, Category
from complaints.closing.rules import Rule, get_rule
from complaints.closing.tables import Approval
from core.errors import NotFound


@dataclass(frozen=True, slots=True)
class ClosingRuleView:
    """`others` are agencies to choose, for who looks after all; `workers` and `supervisors` are
    how many officers could say yes.
    """

    agency: Agency
    rule: Rule
    approvals: tuple[Approval, ...]
    categories: tuple[Category, ...]
    others: tuple[Agency, ...]
    workers: int
    supervisors: int


def load(
    session: Session, catalog: Catalog, officer: Officer, agency_id: int | None
) -> ClosingRuleView:
    """Read the rule of an agency this officer may look after. Raises NotFound."""
    agency = get_agency(session, allowed(officer, agency_id))
    everywhere = may_manage_agencies(officer)
    return ClosingRuleView(
        agency=agency,
        rule=get_rule(session, agency.id or 0),
        approvals=tuple(Approval),
        categories=catalog.categories,
        others=tuple(list_agencies(session)) if everywhere else (),
        workers=_count(session, agency, WORKS),
        supervisors=_count(session, agency, OVERSEES),
    )


def allowed(officer: Officer, agency_id: int | None) -> int:
    """Return the agency whose rule is meant, their own unless named.

    Raises:
        NotFound: it is another agency's, and the officer looks after their own only.
    """
    wanted = agency_id or officer.agency_id
    if wanted != officer.agency_id and not may_manage_agencies(officer):
        raise NotFound(f"no agency {wanted}")
    return wanted


def _count(session: Session, agency: Agency, roles: frozenset[str]) -> int:
    query = select(func.count()).where(
        Officer.agency_id == agency.id,
        col(Officer.active).is_(True),
        col(Officer.role).in_(roles),
    )
    return session.exec(query).one()
