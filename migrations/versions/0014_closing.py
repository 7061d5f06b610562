"""The closing gate, a second officer's yes, one more question before the time to dispute ends.

Revision: 0014
After: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KINDS_BEFORE = (
    "submitted",
    "moved",
    "commented",
    "rated",
    "withheld",
    "recategorised",
    "assigned",
    "prioritised",
    "noted",
    "invited",
    "part_moved",
)
KINDS_ADDED = ("approval_asked", "approval_refused")
STATES_BEFORE = ("waiting", "sent", "held", "failed")
STATES_ADDED = ("folded",)
STATUSES = ["received", "in_progress", "on_hold", "finished", "rejected", "withdrawn"]
BANDS, BAND_BITS = 4, 16
BATCH = 5_000  # photos at a time

# As statements and not by batch: SQLite would make tables of a million rows anew.
COLUMNS = (
    "attachment ADD COLUMN fine_hash VARCHAR(64) DEFAULT '' NOT NULL",
    *(f"attachment ADD COLUMN band_{number} INTEGER DEFAULT 0 NOT NULL" for number in (1, 2, 3, 4)),
)
PARTIAL = {
    "ix_ticket_approval": (["agency_id", "id"], "approval_since IS NOT NULL"),
    "ix_ticket_unconfirmed": (
        ["dispute_until"],
        "status = 'finished' AND confirmed_at IS NULL AND reminded_at IS NULL",
    ),
}


def upgrade() -> None:
    for name in ("approval_since", "reminded_at"):
        op.add_column("ticket", sa.Column(name, MOMENT))
    for name, (columns, where) in PARTIAL.items():
        only = sa.text(where)
        op.create_index(name, "ticket", columns, sqlite_where=only, postgresql_where=only)
    for column in COLUMNS:
        op.execute(f"ALTER TABLE {column}")
    _fill_bands()
    for number in range(1, BANDS + 1):
        op.create_index(f"ix_attachment_band_{number}", "attachment", [f"band_{number}"])
    _allow("ticket_event", "kind", "eventkind", (*KINDS_BEFORE, *KINDS_ADDED))
    _allow("outbox_message", "state", "outboxstate", (*STATES_BEFORE, *STATES_ADDED))
    _create_tables()


def _fill_bands() -> None:
    """Cut the hashes of the photos that are there."""
    connection = op.get_bind()
    numbers = [sa.column(f"band_{number}", sa.Integer()) for number in range(1, BANDS + 1)]
    photo = sa.table("attachment", sa.column("id"), sa.column("phash"), *numbers)
    change = (
        sa.update(photo)
        .where(photo.c.id == sa.bindparam("photo_id"))
        .values({column.name: sa.bindparam(f"in_{column.name}") for column in numbers})
    )
    last = 0
    while rows := connection.execute(
        sa.select(photo.c.id, photo.c.phash)
        .where(photo.c.id > last)
        .order_by(photo.c.id)
        .limit(BATCH)
    ).all():
        connection.execute(change, [{"photo_id": number, **_bands(h)} for number, h in rows])
        last = rows[-1][0]


def _bands(phash: str) -> dict[str, int]:
    bits = int(phash, 16)
    return {
        f"in_band_{first + 1}": sum(
            (bits >> (first + BANDS * at) & 1) << at for at in range(BAND_BITS)
        )
        for first in range(BANDS)
    }


def _create_tables() -> None:
    op.create_table(
        "closing_rule",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "approval", _choice(["nobody", "colleague", "supervisor"], "approval"), nullable=False
        ),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("reminds", sa.Boolean(), nullable=False),
        _to("closing_rule", "agency_id", "agency"),
        sa.PrimaryKeyConstraint("agency_id", name="pk_closing_rule"),
    )
    op.create_table(
        "closing_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(length=80), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("seen", _choice(STATUSES, "status"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("no_photo_reason", sa.Text(), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("verdict", _choice(["approved", "refused", "lapsed"], "verdict"), nullable=True),
        _to("closing_request", "ticket_id", "ticket"),
        _to("closing_request", "event_id", "ticket_event"),
        _to("closing_request", "agency_id", "agency"),
        sa.PrimaryKeyConstraint("id", name="pk_closing_request"),
    )
    undecided = sa.text("decided_at IS NULL")
    op.create_index(
        "ix_closing_request_open",
        "closing_request",
        ["ticket_id"],
        unique=True,
        sqlite_where=undecided,
        postgresql_where=undecided,
    )
    op.create_index("ix_closing_request_ticket_id", "closing_request", ["ticket_id"])
    op.create_table(
        "kept_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("photo", sa.JSON(), nullable=False),
        _to("kept_upload", "ticket_id", "ticket"),
        _to("kept_upload", "officer_id", "officer"),
        sa.PrimaryKeyConstraint("id", name="pk_kept_upload"),
    )
    op.create_index("ix_kept_upload_ticket_id", "kept_upload", ["ticket_id"])
    op.create_index("ix_kept_upload_at", "kept_upload", ["at"])


def downgrade() -> None:
    for table in ("kept_upload", "closing_request", "closing_rule"):
        op.drop_table(table)
    op.execute("DELETE FROM outbox_message WHERE state = 'folded'")
    _allow("outbox_message", "state", "outboxstate", STATES_BEFORE)
    _drop_photos_of_added_events()
    _allow("ticket_event", "kind", "eventkind", KINDS_BEFORE)
    for number in range(1, BANDS + 1):
        op.drop_index(f"ix_attachment_band_{number}", "attachment")
    for name in PARTIAL:
        op.drop_index(name, "ticket")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        for name in ("fine_hash", "band_1", "band_2", "band_3", "band_4"):
            batch_op.drop_column(name)
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        for name in ("approval_since", "reminded_at"):
            batch_op.drop_column(name)


def _drop_photos_of_added_events() -> None:
    op.execute(
        "UPDATE attachment SET event_id = NULL WHERE event_id IN (SELECT id FROM ticket_event"
        " WHERE kind IN ('approval_asked', 'approval_refused'))"
    )
    op.execute("DELETE FROM ticket_event WHERE kind IN ('approval_asked', 'approval_refused')")


def _allow(table: str, column: str, name: str, values: tuple[str, ...]) -> None:
    named = ", ".join(f"'{value}'" for value in values)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        batch_op.create_check_constraint(op.f(f"ck_{table}_{name}"), f"{column} IN ({named})")


def _choice(values: list[str], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")
