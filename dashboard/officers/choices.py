"""What a manager may choose from when they write down an officer."""

from dataclasses import dataclass

from sqlmodel import Session

from agencies.permissions import GIVES, may_give
from agencies.queries import list_agencies
from agencies.tables import Agency, Officer, Role
from dashboard.wording import say


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role with what it is there for."""

    role: Role
    name: str
    about: str


def roles_for(manager: Officer) -> tuple[RoleChoice, ...]:
    """Return the roles this manager may give, in the order of the table."""
    given = GIVES.get(manager.role, frozenset())
    return tuple(
        RoleChoice(role, say(f"role.{role}"), say(f"officers.about.{role}"))
        for role in Role
        if role in given
    )


def agencies_for(session: Session, manager: Officer) -> tuple[Agency, ...]:
    """Return the agencies this manager may put an officer into."""
    role = next(iter(GIVES.get(manager.role, ())), Role.OFFICER)
    return tuple(
        agency for agency in list_agencies(session) if may_give(manager, role, agency.id or 0)
    )
