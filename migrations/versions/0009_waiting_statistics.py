"""PostgreSQL expects many conversations, whatever it saw when it last looked.

With statistics of an hour in which a single person wrote, it would look for "earlier in this
conversation" by reading all that waits, once for each event that waits.

Revision: 0009
After: 0008
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE inbox_event ALTER COLUMN conversation SET (n_distinct = -0.2)")
        op.execute("ALTER TABLE outbox_message ALTER COLUMN recipient SET (n_distinct = -0.2)")
