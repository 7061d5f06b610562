"""How an agency closes its tickets: whose yes it asks for, whether silence is asked once more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from agencies.changes import By
from agencies.permissions import OVERSEES, SEES_SEALED, WORKS
from agencies.queries import get_agency
from agencies.tables import Officer, Role
from categories.catalog import Catalog
from complaints.closing.tables import Approval, ClosingRule
from complaints.tables import Ticket
from core.errors import InvalidInput
from store import audit


@dataclass(frozen=True, slots=True)
class Rule:
    """An agency's rule. `categories` are those it asks a second yes for; none named means all."""

    approval: Approval = Approval.NOBODY
    categories: tuple[str, ...] = ()
    reminds: bool = True


def get_rule(session: Session, agency_id: int) -> Rule:
    """Return the agency's rule."""
    row = session.get(ClosingRule, agency_id)
    return Rule(row.approval, tuple(row.categories), row.reminds) if row else Rule()


def save_rule(session: Session, catalog: Catalog, agency_id: int, rule: Rule, by: By) -> None:
    """Keep the rule, on record. It holds for what is closed from now on.

    Raises:
        NotFound: there is no such agency.
        InvalidInput: a category is none ("category_unknown").
    """
    get_agency(session, agency_id)
    if unknown := next((each for each in rule.categories if each not in catalog), None):
        raise InvalidInput("category_unknown", text=unknown[:60])
    before = get_rule(session, agency_id)
    if rule == before:
        return
    row = session.get(ClosingRule, agency_id) or ClosingRule(agency_id=agency_id)
    row.approval, row.reminds = rule.approval, rule.reminds
    row.categories = list(rule.categories)
    session.add(row)
    audit.record(
        session,
        at=by.now,
        actor=by.actor,
        action="agency.closing_rule",
        subject=f"agency:{agency_id}",
        before=_told(before),
        after=_told(rule),
    )


def approval_for(session: Session, ticket: Ticket) -> Approval:
    """Return whose yes the ticket's agency asks for before this ticket is finished."""
    rule = get_rule(session, ticket.agency_id)
    named = not rule.categories or ticket.category in rule.categories
    return rule.approval if named else Approval.NOBODY


def approving_roles(ticket: Ticket, approval: Approval) -> frozenset[Role]:
    """Return the roles whose yes counts. Of a sealed ticket only they who may know of it."""
    if ticket.sealed:
        return SEES_SEALED
    return OVERSEES if approval is Approval.SUPERVISOR else WORKS


def has_approver(session: Session, ticket: Ticket, approval: Approval, but: str) -> bool:
    """Tell whether somebody of the agency could say yes, but for who asks (as audit names them)."""
    query = select(Officer.id).where(
        Officer.agency_id == ticket.agency_id,
        col(Officer.active).is_(True),
        col(Officer.role).in_(approving_roles(ticket, approval)),
    )
    return any(f"officer:{number}" != but for number in session.exec(query))


def silent_agencies(session: Session) -> Sequence[int]:
    """Return the agencies that do not want silence asked once more."""
    query = select(ClosingRule.agency_id).where(col(ClosingRule.reminds).is_(False))
    return session.exec(query).all()


def _told(rule: Rule) -> dict[str, object]:
    categories: Iterable[str] = rule.categories
    return {"approval": rule.approval, "categories": list(categories), "reminds": rule.reminds}
