"""Targets of agencies, special days, announcements; which stage of a clock officers know of.

Revision: 0015
After: 0014
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STAGES = "'running', 'soon', 'overdue'"
STAGE = "VARCHAR(32) DEFAULT 'running' NOT NULL CONSTRAINT"
RETARGETED = "retargeted"
TICKET = sa.table(
    "ticket",
    sa.column("status"),
    sa.column("created_at", MOMENT),
    sa.column("due_at", MOMENT),
    sa.column("response_due_at", MOMENT),
    sa.column("due_stage"),
    sa.column("response_stage"),
    sa.column("alarm_at", MOMENT),
)

# As statements and not by batch: SQLite would make a table of a million rows anew.
COLUMNS = (
    "response_hours INTEGER",
    "resolution_hours INTEGER",
    f"response_stage {STAGE} ck_ticket_responsestage CHECK (response_stage IN ({STAGES}))",
    f"due_stage {STAGE} ck_ticket_duestage CHECK (due_stage IN ({STAGES}))",
)


def upgrade() -> None:
    for column in COLUMNS:
        op.execute(f"ALTER TABLE ticket ADD COLUMN {column}")
    op.add_column("ticket", sa.Column("alarm_at", MOMENT, nullable=True))
    _begin_to_watch()
    waits = sa.text("alarm_at IS NOT NULL")
    op.create_index(
        "ix_ticket_alarm_at",
        "ticket",
        ["alarm_at"],
        sqlite_where=waits,
        postgresql_where=waits,
    )
    _allow({*_allowed(), RETARGETED})
    _create_target()
    _create_special_day()
    _create_announcement()


def _begin_to_watch() -> None:
    """Let every open ticket be looked at, but take for told what is overdue already.

    It is in every queue: a thousand alerts at once would tell nobody anything.
    """
    now = sa.func.current_timestamp()
    open_now = TICKET.c.status.in_(["received", "in_progress", "on_hold"])
    for stage, due in (("due_stage", "due_at"), ("response_stage", "response_due_at")):
        late = TICKET.update().where(open_now, TICKET.c[due] <= now)
        op.execute(late.values({stage: "overdue"}))
    runs = sa.or_(TICKET.c.due_at > now, TICKET.c.response_due_at > now)
    op.execute(TICKET.update().where(open_now, runs).values(alarm_at=TICKET.c.created_at))


def downgrade() -> None:
    for table in ("announcement", "special_day", "target"):
        op.drop_table(table)
    event = sa.table("ticket_event", sa.column("kind"))
    op.execute(event.delete().where(event.c.kind == RETARGETED))
    _allow(_allowed() - {RETARGETED})
    op.drop_index("ix_ticket_alarm_at", "ticket")
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_ticket_responsestage"), type_="check")
        batch_op.drop_constraint(op.f("ck_ticket_duestage"), type_="check")
        for column in (
            "alarm_at",
            "due_stage",
            "response_stage",
            "resolution_hours",
            "response_hours",
        ):
            batch_op.drop_column(column)


def _allowed() -> set[str]:
    """Return the kinds of events that the database knows of."""
    checks = sa.inspect(op.get_bind()).get_check_constraints("ticket_event")
    kinds = next(each for each in checks if each["name"] == "ck_ticket_event_eventkind")
    return set(re.findall(r"'(\w+)'", kinds["sqltext"]))


def _allow(kinds: set[str]) -> None:
    named = ", ".join(f"'{kind}'" for kind in sorted(kinds))
    with op.batch_alter_table("ticket_event", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_ticket_event_eventkind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_ticket_event_eventkind"), f"kind IN ({named})")


def _create_target() -> None:
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("response_hours", sa.Integer(), nullable=True),
        sa.Column("resolution_hours", sa.Integer(), nullable=True),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "(response_hours IS NULL) = (resolution_hours IS NULL)"
            " AND response_hours > 0 AND response_hours <= resolution_hours",
            name=op.f("ck_target_hours"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_target_agency_id_agency"),
        sa.PrimaryKeyConstraint("id", name="pk_target"),
    )
    op.create_index("ix_target_category", "target", ["category", "agency_id", "valid_from"])


def _create_special_day() -> None:
    op.create_table(
        "special_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", _choice(["closed", "opened"], "daykind"), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("province", sa.String(length=80), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("added_by", sa.String(length=80), nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("removed_by", sa.String(length=80), nullable=False),
        sa.Column("shifts", sa.Boolean(), nullable=False),
        sa.Column("moving", sa.Boolean(), nullable=False),
        sa.Column("moved_to", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "agency_id IS NULL OR province = ''", name=op.f("ck_special_day_one_scope")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_special_day_agency_id_agency"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_special_day"),
    )
    op.create_index("ix_special_day_day", "special_day", ["day"])


def _create_announcement() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice(["out_of_hours", "banner", "emergency"], "kind"), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("text_th", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=True),
        sa.Column("ends_at", MOMENT, nullable=True),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_announcement_agency_id_agency"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_announcement"),
    )
    op.create_index("ix_announcement_kind", "announcement", ["kind", "agency_id", "id"])


def _choice(values: list[str], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)
