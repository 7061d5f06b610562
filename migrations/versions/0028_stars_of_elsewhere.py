"""Stars that an import told are no confirmation: facts of before said so.

Revision: 0028
After: 0027
"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TOLD_BY_IMPORTS_ALONE = """
    UPDATE figure_fact SET confirmed = {confirmed}
    WHERE channel = 'traffy' AND ratings > 0 AND NOT EXISTS (
        SELECT 1 FROM ticket_event
        WHERE ticket_event.ticket_id = figure_fact.ticket_id
        AND ticket_event.kind = 'rated' AND ticket_event.actor <> 'import'
    )
"""


def upgrade() -> None:
    op.execute(TOLD_BY_IMPORTS_ALONE.format(confirmed="false"))


def downgrade() -> None:
    op.execute(TOLD_BY_IMPORTS_ALONE.format(confirmed="true"))
