"""Likely duplicates as they were found, and news for agencies that join in.

Revision: 0027
After: 0026
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
YOUNG = timedelta(days=180)
KINDS_BEFORE = (
    "new",
    "assigned",
    "invited",
    "part_moved",
    "citizen_replied",
    "reopened",
    "due_soon",
    "overdue",
    "approval_asked",
    "approval_refused",
)
KINDS_ADDED = ("part_ended", "part_closed")
OPEN = ("received", "in_progress", "on_hold")


def upgrade() -> None:
    op.create_table(
        "likely_pair",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        _of_ticket("likely_pair", "first_id"),
        _of_ticket("likely_pair", "second_id"),
        sa.CheckConstraint("first_id < second_id", name="ck_likely_pair_in_order"),
        sa.PrimaryKeyConstraint("first_id", "second_id", name="pk_likely_pair"),
    )
    op.create_index("ix_likely_pair_second_id", "likely_pair", ["second_id"])
    op.create_table(
        "to_compare",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        _of_ticket("to_compare", "ticket_id"),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_to_compare"),
    )
    _compare_young_ones()
    _allow_alerts((*KINDS_BEFORE, *KINDS_ADDED))


def downgrade() -> None:
    alert = sa.table("alert", sa.column("id"), sa.column("kind"))
    telling = sa.table("telling", sa.column("alert_id"))
    added = sa.select(alert.c.id).where(alert.c.kind.in_(KINDS_ADDED))
    op.execute(telling.delete().where(telling.c.alert_id.in_(added)))
    op.execute(alert.delete().where(alert.c.kind.in_(KINDS_ADDED)))
    _allow_alerts(KINDS_BEFORE)
    for table in ("to_compare", "likely_pair"):
        op.drop_table(table)


def _of_ticket(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_ticket"
    return sa.ForeignKeyConstraint([column], ["ticket.id"], name=name, ondelete="CASCADE")


def _compare_young_ones() -> None:
    """Let a chore compare what is open and not too old."""
    now = datetime.now(UTC)
    ticket = sa.table(
        "ticket", sa.column("id"), sa.column("status"), sa.column("created_at", MOMENT)
    )
    young = ticket.c.status.in_(OPEN) & (ticket.c.created_at >= now - YOUNG)
    found = sa.select(ticket.c.id, sa.literal(now, MOMENT)).where(young)
    waiting = sa.table("to_compare", sa.column("ticket_id"), sa.column("since", MOMENT))
    op.execute(waiting.insert().from_select(["ticket_id", "since"], found))


def _allow_alerts(kinds: tuple[str, ...]) -> None:
    named = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_alert_alertkind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_alert_alertkind"), f"kind IN ({named})")
