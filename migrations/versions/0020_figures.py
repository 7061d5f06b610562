"""Figures as of any moment: when events were learned of, groups over time, facts to count.

Revision: 0020
After: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NUMBER, MOMENT = sa.BigInteger(), sa.DateTime(timezone=True)

# What was known of groups until now: under which main ticket a child stands, and since when.
OLD_TIES = """
INSERT INTO group_tie (ticket_id, main_id, at)
SELECT id, main_id, COALESCE(
    (SELECT MAX(at) FROM ticket_event WHERE ticket_id = ticket.id AND move = 'group'), updated_at
) FROM ticket WHERE main_id IS NOT NULL
"""


def upgrade() -> None:
    with op.batch_alter_table("ticket_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("known_at", MOMENT, nullable=True))
    op.create_table(
        "group_tie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("main_id", sa.Integer(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_group_tie_ticket_id_ticket"),
        sa.ForeignKeyConstraint(["main_id"], ["ticket.id"], name="fk_group_tie_main_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_group_tie"),
    )
    op.create_index("ix_group_tie_ticket_id", "group_tie", ["ticket_id", "id"])
    op.execute(OLD_TIES)
    _create_facts()
    op.create_table(
        "figure_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("tie_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_figure_mark"),
    )
    op.create_table(
        "figure_owned",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("categories", sa.String(length=800), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_figure_owned"),
    )


def downgrade() -> None:
    for table in ("figure_owned", "figure_mark", "figure_fact", "group_tie"):
        op.drop_table(table)
    with op.batch_alter_table("ticket_event", schema=None) as batch_op:
        batch_op.drop_column("known_at")


def _create_facts() -> None:
    needed = ("valid_from", "valid_to", "known_from", "known_to", "reported_at")
    lasting = ("held_working", "held_calendar")
    perhaps = (
        "assigned_after",
        "responded_at",
        "response_working",
        "response_due_at",
        "finished_at",
        "resolution_working",
        "due_at",
    )
    counts = ("hand_overs", "reopened", "ratings", "stars", "joined", "proposal", "moves")
    op.create_table(
        "figure_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        *(sa.Column(name, NUMBER, nullable=False) for name in needed),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("province", sa.String(length=80), nullable=False),
        sa.Column("district", sa.String(length=80), nullable=False),
        sa.Column("subdistrict", sa.String(length=80), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("main_id", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        *(sa.Column(name, NUMBER, nullable=True) for name in perhaps),
        *(sa.Column(name, NUMBER, nullable=False) for name in lasting),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in (*counts, "audited")),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name="fk_figure_fact_ticket_id_ticket"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_figure_fact"),
    )
    columns = ["agency_id", "reported_at", "valid_to", "valid_from"]
    op.create_index("ix_figure_fact_reported", "figure_fact", columns)
    op.create_index("ix_figure_fact_open", "figure_fact", ["agency_id", "status", "valid_to"])
    op.create_index("ix_figure_fact_ticket_id", "figure_fact", ["ticket_id"])
