"""When tickets are to be taken up and solved.

Revision: 0010
After: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.add_column(sa.Column("response_due_at", moment, nullable=True))
        batch_op.add_column(sa.Column("due_at", moment, nullable=True))
        batch_op.add_column(sa.Column("held_since", moment, nullable=True))
        batch_op.add_column(
            sa.Column("held_seconds", sa.Integer(), nullable=False, server_default="0")
        )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.alter_column(
            "held_seconds", existing_type=sa.Integer(), server_default=None, nullable=False
        )
        batch_op.create_index("ix_ticket_due_at", ["agency_id", "due_at"], unique=False)
