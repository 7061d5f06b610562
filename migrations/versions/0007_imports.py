"""Tickets brought in from another system.

Revision: 0007
After: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.add_column(sa.Column("external_id", sa.String(length=40), nullable=True))
        batch_op.create_index("ix_ticket_external_id", ["external_id"], unique=True)
        batch_op.create_index("ix_ticket_count", ["agency_id", "sealed", "status", "main_id"])
        batch_op.create_index(
            "ix_ticket_category", ["agency_id", "category", "sealed", "status", "main_id"]
        )

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_assignment_joint",
            ["agency_id", "ticket_id"],
            sqlite_where=sa.text("role = 'joint' AND ended_at IS NULL"),
            postgresql_where=sa.text("role = 'joint' AND ended_at IS NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index("ix_assignment_joint")

    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index("ix_ticket_category")
        batch_op.drop_index("ix_ticket_count")
        batch_op.drop_index("ix_ticket_external_id")
        batch_op.drop_column("external_id")
