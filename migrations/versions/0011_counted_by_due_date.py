"""The queue counts what is due soon or overdue from the index it counts states from.

Revision: 0011
After: 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BEFORE = ["agency_id", "sealed", "status", "main_id"]


def upgrade() -> None:
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index("ix_ticket_count")
        batch_op.create_index("ix_ticket_count", [*BEFORE, "due_at"], unique=False)
