"""What officers are to hear of.

Revision: 0012
After: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KINDS = [
    "new",
    "assigned",
    "invited",
    "citizen_replied",
    "reopened",
    "due_soon",
    "overdue",
    "approval_asked",
    "approval_refused",
]
UNTOLD = sa.text("told_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", _choice(KINDS, "alertkind"), nullable=False),
        sa.Column(
            "audience", _choice(["owner", "workers", "supervisors"], "audience"), nullable=False
        ),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_alert_ticket_id_ticket"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_alert_agency_id_agency"),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name="fk_alert_officer_id_officer"),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
    )
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.create_index(
            "ix_alert_untold",
            ["id"],
            unique=False,
            sqlite_where=UNTOLD,
            postgresql_where=UNTOLD,
        )
        batch_op.create_index("ix_alert_ticket_id", ["ticket_id"], unique=False)


def downgrade() -> None:
    op.drop_table("alert")


def _choice(values: list[str], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)
