"""Indexes of the queue by when it was reported, no more by when it came in; and of its views.

Revision: 0025
After: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

OPEN_ONLY = "status IN ('received', 'in_progress', 'on_hold')"
WAITING = "citizen_wrote_at IS NOT NULL"
OTHERWISE: dict[str, tuple[list[str], str | None]] = {
    "ix_ticket_queue": (["agency_id", "status"], None),
    "ix_ticket_status": (["status"], None),
    "ix_ticket_officer_id": (["officer_id", "status"], "officer_id IS NOT NULL"),
    "ix_ticket_by_priority": (["agency_id", "status", "priority"], OPEN_ONLY),
    "ix_ticket_all_by_priority": (["status", "priority"], OPEN_ONLY),
    "ix_ticket_replied": (["agency_id"], WAITING),
}
VIEWED = ["officer_id", "due_at", "reopened_count", "hold_reason", "approval_since"]
MORE: dict[str, tuple[list[str], str]] = {
    "ix_ticket_all_views": (
        ["status", "created_at", "id", "sealed", "main_id", *VIEWED],
        OPEN_ONLY,
    ),
    "ix_ticket_all_replied": (["created_at", "id"], WAITING),
}


def upgrade() -> None:
    _order_by(["created_at", "id"])
    for name, (columns, where) in MORE.items():
        _make(name, columns, where)


def downgrade() -> None:
    for name in MORE:
        op.drop_index(name, "ticket")
    _order_by(["id"])


def _order_by(order: list[str]) -> None:
    for name, (columns, where) in OTHERWISE.items():
        op.drop_index(name, "ticket")
        _make(name, [*columns, *order], where)


def _make(name: str, columns: list[str], where: str | None) -> None:
    some = sa.text(where) if where else None
    op.create_index(name, "ticket", columns, sqlite_where=some, postgresql_where=some)
