"""Who works on a ticket, how urgent it is, its tags; joint agencies' own states; hand-overs.

Revision: 0013
After: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KINDS_BEFORE = ("submitted", "moved", "commented", "rated", "withheld", "recategorised")
ALERTS_BEFORE = (
    "new",
    "assigned",
    "invited",
    "citizen_replied",
    "reopened",
    "due_soon",
    "overdue",
    "approval_asked",
    "approval_refused",
)
KINDS_ADDED = ("assigned", "prioritised", "noted", "invited", "part_moved")

# As statements and not by batch: SQLite would make tables of a million rows anew.
COLUMNS = (
    (
        "ticket ADD COLUMN officer_id INTEGER"
        " CONSTRAINT fk_ticket_officer_id_officer REFERENCES officer (id)"
    ),
    (
        "ticket ADD COLUMN priority VARCHAR(32) DEFAULT 'normal' NOT NULL"
        " CONSTRAINT ck_ticket_priority CHECK (priority IN ('normal', 'urgent'))"
    ),
    (
        "ticket ADD COLUMN hold_reason VARCHAR(32) CONSTRAINT ck_ticket_holdreason"
        " CHECK (hold_reason IN ('more_information', 'budget', 'procurement', 'legal'))"
    ),
    "ticket ADD COLUMN hand_overs INTEGER DEFAULT 0 NOT NULL",
    (
        "assignment ADD COLUMN state VARCHAR(32) DEFAULT 'received' NOT NULL"
        " CONSTRAINT ck_assignment_partstate"
        " CHECK (state IN ('received', 'in_progress', 'finished', 'declined'))"
    ),
)
# What the central desk hands on is its work and no hand-over.
HAND_OVERS = """
UPDATE ticket SET hand_overs = (
  SELECT count(*) FROM ticket_event
  WHERE ticket_id = ticket.id AND move = 'forward' AND actor LIKE 'officer:%'
  AND agency_id NOT IN (SELECT id FROM agency WHERE is_central_desk)
) WHERE id IN (SELECT ticket_id FROM ticket_event WHERE move = 'forward')
"""


def upgrade() -> None:
    for column in COLUMNS:
        op.execute(f"ALTER TABLE {column}")
    op.add_column("ticket", sa.Column("citizen_wrote_at", sa.DateTime(timezone=True)))
    op.add_column("assignment", sa.Column("finished_at", sa.DateTime(timezone=True)))
    taken = sa.text("officer_id IS NOT NULL")
    op.create_index(
        "ix_ticket_officer_id",
        "ticket",
        ["officer_id", "status", "id"],
        sqlite_where=taken,
        postgresql_where=taken,
    )
    _allow((*KINDS_BEFORE, *KINDS_ADDED))
    _allow_alerts((*ALERTS_BEFORE, "part_moved"))
    _create_tags()
    _fill_hold_reasons()
    op.execute(HAND_OVERS)


def _create_tags() -> None:
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_tag_agency_id_agency"),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
        sa.UniqueConstraint("agency_id", "name", name="uq_tag_agency_id_name"),
    )
    op.create_table(
        "ticket_tag",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name="fk_ticket_tag_ticket_id_ticket"
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_ticket_tag_tag_id_tag"),
        sa.PrimaryKeyConstraint("ticket_id", "tag_id", name="pk_ticket_tag"),
    )
    op.create_index("ix_ticket_tag_tag_id", "ticket_tag", ["tag_id", "ticket_id"])


def _fill_hold_reasons() -> None:
    """Tell of tickets on hold why, as their last hold told it."""
    connection = op.get_bind()
    ticket = sa.table("ticket", sa.column("id"), sa.column("status"), sa.column("hold_reason"))
    event = sa.table(
        "ticket_event",
        sa.column("id"),
        sa.column("ticket_id"),
        sa.column("move"),
        sa.column("detail", sa.JSON()),
    )
    holds = (
        sa.select(event.c.ticket_id, event.c.detail)
        .join(ticket, ticket.c.id == event.c.ticket_id)
        .where(ticket.c.status == "on_hold", event.c.move == "hold")
        .order_by(event.c.id)
    )
    reasons = {
        ticket_id: detail.get("hold_reason") for ticket_id, detail in connection.execute(holds)
    }
    for ticket_id, reason in reasons.items():
        written = ticket.update().where(ticket.c.id == ticket_id)
        connection.execute(written.values(hold_reason=reason))


def downgrade() -> None:
    op.drop_table("ticket_tag")
    op.drop_table("tag")
    op.drop_index("ix_ticket_officer_id", "ticket")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_assignment_partstate"), type_="check")
        batch_op.drop_column("finished_at")
        batch_op.drop_column("state")
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_ticket_priority"), type_="check")
        batch_op.drop_constraint(op.f("ck_ticket_holdreason"), type_="check")
        for name in ("officer_id", "priority", "hold_reason", "hand_overs", "citizen_wrote_at"):
            batch_op.drop_column(name)
    event = sa.table("ticket_event", sa.column("kind"))
    op.execute(event.delete().where(event.c.kind.in_(KINDS_ADDED)))
    _allow(KINDS_BEFORE)
    alert = sa.table("alert", sa.column("kind"))
    op.execute(alert.delete().where(alert.c.kind == "part_moved"))
    _allow_alerts(ALERTS_BEFORE)


def _allow(kinds: tuple[str, ...]) -> None:
    named = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("ticket_event", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_ticket_event_eventkind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_ticket_event_eventkind"), f"kind IN ({named})")


def _allow_alerts(kinds: tuple[str, ...]) -> None:
    named = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_alert_alertkind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_alert_alertkind"), f"kind IN ({named})")
