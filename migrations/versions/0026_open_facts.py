"""What was open at a moment is found in an index alone.

Revision: 0026
After: 0025
"""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_figure_fact_open", "figure_fact"
BEFORE = ["agency_id", "status", "valid_to"]
COUNTED = ["sealed", "reported_at", "ticket_id", "main_id", "due_at"]
AFTER = [*BEFORE, "valid_from", "known_to", "known_from", *COUNTED]


def upgrade() -> None:
    op.drop_index(NAME, table_name=TABLE)
    op.create_index(NAME, TABLE, AFTER)


def downgrade() -> None:
    op.drop_index(NAME, table_name=TABLE)
    op.create_index(NAME, TABLE, BEFORE)
