"""Officers told in LINE and by e-mail, and what they do in LINE.

Revision: 0016
After: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WAITING, FAILED = sa.text("state = 'waiting'"), sa.text("state = 'failed'")
UNSETTLED = sa.text("settled_at IS NULL")
WAYS = ["line", "mail", "both", "none"]
STEPS = ["note", "photos", "reason", "words", "override", "confirm"]


def upgrade() -> None:
    _allow_purposes("answer", "notice", "staff")
    _contacts()
    _mail()
    _tellings()
    op.create_table(
        "officer_task",
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("seen", sa.String(length=20), nullable=False),
        sa.Column("seen_agency_id", sa.Integer(), nullable=False),
        sa.Column("step", _choice(STEPS, "taskstep"), nullable=False),
        sa.Column("photos", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("override", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_officer_task"),
    )
    _index("officer_task", "changed_at")


def _contacts() -> None:
    op.create_table(
        "link_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        _officer("link_code"),
        _agency("link_code"),
        sa.PrimaryKeyConstraint("id", name="pk_link_code"),
        sa.UniqueConstraint("code_hash", name="uq_link_code_code_hash"),
    )
    _index("link_code", "officer_id")
    op.create_table(
        "line_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("bound_at", MOMENT, nullable=False),
        _officer("line_account"),
        sa.PrimaryKeyConstraint("id", name="pk_line_account"),
        sa.UniqueConstraint("officer_id", name="uq_line_account_officer_id"),
        sa.UniqueConstraint("user_id", name="uq_line_account_user_id"),
    )
    op.create_table(
        "line_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.String(length=64), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("bound_by", sa.Integer(), nullable=False),
        sa.Column("bound_at", MOMENT, nullable=False),
        _agency("line_group"),
        sa.ForeignKeyConstraint(
            ["bound_by"], ["officer.id"], name="fk_line_group_bound_by_officer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_line_group"),
        sa.UniqueConstraint("chat_id", name="uq_line_group_chat_id"),
    )
    _index("line_group", "agency_id")
    op.create_table(
        "mail_address",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        _officer("mail_address"),
        sa.PrimaryKeyConstraint("officer_id", name="pk_mail_address"),
    )


def _mail() -> None:
    op.create_table(
        "mail_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("letter", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("state", _choice(["waiting", "sent", "failed"], "mailstate"), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_mail_message"),
        sa.UniqueConstraint("message_id", name="uq_mail_message_message_id"),
    )
    _index("mail_message", "id", "due", WAITING)
    _index("mail_message", "id", "failed", FAILED)
    _index("mail_message", "created_at")


def _tellings() -> None:
    op.create_table(
        "telling_choice",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("ways", sa.JSON(), nullable=False),
        sa.Column("pace", _choice(["at_once", "merged", "daily"], "pace"), nullable=False),
        sa.Column("quiet", sa.Boolean(), nullable=False),
        sa.Column("digest", _choice(WAYS, "way"), nullable=False),
        sa.Column("digest_sent_at", MOMENT, nullable=True),
        _officer("telling_choice"),
        sa.PrimaryKeyConstraint("officer_id", name="pk_telling_choice"),
    )
    op.create_table(
        "telling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("channel", _choice(["line", "mail"], "channel"), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "(officer_id IS NULL) <> (group_id IS NULL)", name=op.f("ck_telling_one_recipient")
        ),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name="fk_telling_alert_id_alert"),
        _officer("telling"),
        sa.PrimaryKeyConstraint("id", name="pk_telling"),
    )
    _index("telling", "due_at", "due", UNSETTLED)
    _index("telling", "officer_id", "officer", UNSETTLED)
    _index("telling", "settled_at")


def downgrade() -> None:
    for table in (
        "officer_task",
        "telling",
        "telling_choice",
        "mail_message",
        "mail_address",
        "line_group",
        "line_account",
        "link_code",
    ):
        op.drop_table(table)
    op.execute("DELETE FROM outbox_message WHERE purpose = 'staff'")
    _allow_purposes("answer", "notice")


def _allow_purposes(*purposes: str) -> None:
    named = ", ".join(f"'{purpose}'" for purpose in purposes)
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_outbox_message_purpose"), type_="check")
        batch_op.create_check_constraint(op.f("ck_outbox_message_purpose"), f"purpose IN ({named})")


def _officer(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["officer_id"], ["officer.id"], name=f"fk_{table}_officer_id_officer"
    )


def _agency(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["agency_id"], ["agency.id"], name=f"fk_{table}_agency_id_agency"
    )


def _index(table: str, column: str, name: str = "", where: sa.TextClause | None = None) -> None:
    op.create_index(
        f"ix_{table}_{name or column}",
        table,
        [column],
        unique=False,
        sqlite_where=where,
        postgresql_where=where,
    )


def _choice(values: list[str], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)
