"""Who may do what: pure functions of an officer's role."""

from collections.abc import Mapping

from agencies.tables import Officer, Role
from core.errors import SettingsError

WORKS = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.INTEGRITY, Role.CENTRAL, Role.ADMINISTRATOR})
SEES_ALL_AGENCIES = frozenset({Role.CENTRAL, Role.ADMINISTRATOR})
SEES_SEALED = frozenset({Role.INTEGRITY})
OPERATES = frozenset({Role.ADMINISTRATOR})
MANAGES_AGENCIES = frozenset({Role.CENTRAL, Role.ADMINISTRATOR})
OVERSEES = frozenset({Role.SUPERVISOR, Role.CENTRAL, Role.ADMINISTRATOR})
EDITS_KNOWLEDGE = frozenset({Role.EDITOR, Role.ADMINISTRATOR})
READS_BRANCH = frozenset({Role.SUPERVISOR, Role.EXECUTIVE})
READS_LOG = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR, Role.INTEGRITY})
SUSPENDS = OVERSEES
TAKES_EVIDENCE = OVERSEES | {Role.EXECUTIVE}
LEADS_TEAM = frozenset({Role.SUPERVISOR})
ASSESSES = OVERSEES | EDITS_KNOWLEDGE
# Who may give which role, and manage those who hold it: administrators everywhere, supervisors in
# their own agency. What reaches beyond one agency, or behind a seal, comes from administrators.
GIVES: Mapping[Role, frozenset[Role]] = {
    Role.SUPERVISOR: frozenset({Role.OFFICER, Role.SUPERVISOR, Role.EXECUTIVE}),
    Role.ADMINISTRATOR: frozenset(Role),
}


def may_work(officer: Officer) -> bool:
    """May change tickets, not only read them."""
    return officer.role in WORKS


def sees_all_agencies(officer: Officer) -> bool:
    """Sees the tickets of every agency."""
    return officer.role in SEES_ALL_AGENCIES


def sees_sealed(officer: Officer) -> bool:
    """Learns that sealed tickets exist."""
    return officer.role in SEES_SEALED


def may_operate(officer: Officer) -> bool:
    """Sees how the service itself is doing: queues, quota, failures."""
    return officer.role in OPERATES


def may_oversee(officer: Officer) -> bool:
    """Sees how well the work of others goes: what was corrected, how sure the proposals are."""
    return officer.role in OVERSEES


def may_edit_knowledge(officer: Officer) -> bool:
    """Reads what was asked in vain, writes and corrects what the assistant answers."""
    return officer.role in EDITS_KNOWLEDGE


def may_manage_agencies(officer: Officer) -> bool:
    """Says which agency owns what, and where."""
    return officer.role in MANAGES_AGENCIES


def reads_branch(officer: Officer) -> bool:
    """Reads, beside the own agency's, the tickets of the agencies below it."""
    return officer.role in READS_BRANCH


def may_manage_officers(officer: Officer) -> bool:
    """Invites officers and looks after their accounts."""
    return officer.role in GIVES


def may_manage(manager: Officer, officer: Officer) -> bool:
    """Looks after this officer's account; nobody after their own."""
    return manager.id != officer.id and may_give(manager, officer.role, officer.agency_id)


def may_give(manager: Officer, role: Role, agency_id: int) -> bool:
    """Makes somebody this in that agency."""
    everywhere = manager.role is Role.ADMINISTRATOR
    return role in GIVES.get(manager.role, ()) and (everywhere or agency_id == manager.agency_id)


def may_read_log(officer: Officer) -> bool:
    """Reads who did what.

    Administrators of everybody, supervisors of their own agency, integrity officers of sealed
    tickets: these alone read that.
    """
    return officer.role in READS_LOG


def may_suspend(officer: Officer) -> bool:
    """Keeps a citizen whose reports are abusive from reporting for a while."""
    return officer.role in SUSPENDS


def leads_team(officer: Officer) -> bool:
    """Sees the figures of each officer of the own agency."""
    return officer.role in LEADS_TEAM


def may_assess(officer: Officer) -> bool:
    """Judges how far the agency is with dimension 3.4, attaches proof, keeps improvements."""
    return officer.role in ASSESSES


def may_take_evidence(officer: Officer) -> bool:
    """Reads the figures that are handed in, and asks for them as files."""
    return officer.role in TAKES_EVIDENCE


def read_roles(names: str) -> frozenset[Role]:
    """Return the roles that SECOND_STEP_OF names, parted by commas. Raises SettingsError."""
    try:
        return frozenset(Role(name.strip()) for name in names.split(",") if name.strip())
    except ValueError as error:
        raise SettingsError(f"SECOND_STEP_OF: {error}") from None
