"""Evidence packs, the words of the forms, the estimate of benefit, monthly summaries.

Revision: 0022
After: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "evidence_pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("before_first", sa.Date(), nullable=True),
        sa.Column("before_last", sa.Date(), nullable=True),
        sa.Column(
            "state", _one_of("packstate", "waiting", "ready", "failed", "expired"), nullable=False
        ),
        sa.Column(
            "step",
            _one_of("step", "queued", "reading", "workbook", "forms", "binding", "done"),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("error", sa.String(length=40), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("expires_at", MOMENT, nullable=True),
        _foreign("evidence_pack", "agency_id", "agency"),
        _foreign("evidence_pack", "asked_by", "officer"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_pack"),
    )
    op.create_index(
        "ix_evidence_pack_waiting",
        "evidence_pack",
        ["id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index("ix_evidence_pack_agency_id", "evidence_pack", ["agency_id", "id"])
    op.create_table(
        "form_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        _foreign("form_text", "agency_id", "agency"),
        _foreign("form_text", "officer_id", "officer"),
        sa.PrimaryKeyConstraint("id", name="pk_form_text"),
    )
    op.create_index("ix_form_text_part", "form_text", ["year", "agency_id", "part", "id"])
    op.create_table(
        "benefit_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        _foreign("benefit_choice", "agency_id", "agency"),
        _foreign("benefit_choice", "officer_id", "officer"),
        sa.PrimaryKeyConstraint("id", name="pk_benefit_choice"),
    )
    op.create_index("ix_benefit_choice_agency_id", "benefit_choice", ["agency_id", "id"])
    op.create_table(
        "summary_choice",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("way", _one_of("way", "line", "mail", "both", "none"), nullable=False),
        sa.Column("sent_for", sa.Date(), nullable=True),
        _foreign("summary_choice", "officer_id", "officer"),
        sa.PrimaryKeyConstraint("officer_id", name="pk_summary_choice"),
    )


def downgrade() -> None:
    for table in ("summary_choice", "benefit_choice", "form_text", "evidence_pack"):
        op.drop_table(table)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _foreign(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")
