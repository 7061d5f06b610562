"""Who may do what: pure functions of an officer's role."""

from agencies.tables import Officer, Role

WORKS = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.INTEGRITY, Role.CENTRAL, Role.ADMINISTRATOR})
SEES_ALL_AGENCIES = frozenset({Role.CENTRAL, Role.ADMINISTRATOR})
SEES_SEALED = frozenset({Role.INTEGRITY})
OPERATES = frozenset({Role.ADMINISTRATOR})
MANAGES_AGENCIES = frozenset({Role.CENTRAL, Role.ADMINISTRATOR})
OVERSEES = frozenset({Role.SUPERVISOR, Role.CENTRAL, Role.ADMINISTRATOR})
EDITS_KNOWLEDGE = frozenset({Role.EDITOR, Role.ADMINISTRATOR})


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
