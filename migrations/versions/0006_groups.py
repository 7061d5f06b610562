"""Tickets that tell of one problem, and who follows them.

Revision: 0006
After: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KINDS = sa.Enum(
    "joined", "watching", name="followkind", native_enum=False, create_constraint=True, length=32
)
SPOT = ["created_at", "category", "latitude", "longitude"]
SPOT += ["agency_id", "status", "sealed", "main_id"]


def upgrade() -> None:
    # Not by batch: SQLite would make the table anew, which it cannot while others refer to it.
    op.execute(
        "ALTER TABLE ticket ADD COLUMN main_id INTEGER"
        " CONSTRAINT fk_ticket_main_id_ticket REFERENCES ticket (id)"
    )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.create_index("ix_ticket_place", ["latitude", "longitude"], unique=False)
        batch_op.create_index(
            "ix_ticket_area", ["subdistrict", "category", "created_at"], unique=False
        )
        batch_op.create_index("ix_ticket_spot", SPOT, unique=False)
        batch_op.create_index(
            "ix_ticket_main_id",
            ["main_id"],
            unique=False,
            sqlite_where=sa.text("main_id IS NOT NULL"),
            postgresql_where=sa.text("main_id IS NOT NULL"),
        )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True))
    _create_follower()
    _create_distinction()


def _create_follower() -> None:
    op.create_table(
        "follower",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=False),
        sa.Column("kind", KINDS, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.CheckConstraint("stars IS NULL OR stars BETWEEN 1 AND 5", name="ck_follower_stars"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_follower_ticket_id_ticket"),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["reporter.id"], name="fk_follower_reporter_id_reporter"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_follower"),
        sa.UniqueConstraint("ticket_id", "reporter_id", name="uq_follower_ticket_id_reporter_id"),
    )
    op.create_index("ix_follower_reporter_id", "follower", ["reporter_id", "ticket_id"])


def _create_distinction() -> None:
    op.create_table(
        "distinction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["ticket.id"], name="fk_distinction_first_id_ticket"),
        sa.ForeignKeyConstraint(
            ["second_id"], ["ticket.id"], name="fk_distinction_second_id_ticket"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_distinction"),
        sa.UniqueConstraint("first_id", "second_id", name="uq_distinction_first_id_second_id"),
    )
    op.create_index("ix_distinction_second_id", "distinction", ["second_id"])


def downgrade() -> None:
    op.drop_index("ix_distinction_second_id", "distinction")
    op.drop_table("distinction")
    op.drop_index("ix_follower_reporter_id", "follower")
    op.drop_table("follower")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_column("cleared_at")
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index("ix_ticket_main_id")
        batch_op.drop_index("ix_ticket_spot")
        batch_op.drop_index("ix_ticket_area")
        batch_op.drop_index("ix_ticket_place")
        batch_op.drop_column("main_id")
