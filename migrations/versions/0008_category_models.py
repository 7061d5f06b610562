"""Officers' corrections of categories, and the models learned from them.

Revision: 0008
After: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KINDS_BEFORE = ("submitted", "moved", "commented", "rated", "withheld")
KINDS = (*KINDS_BEFORE, "recategorised")


def upgrade() -> None:
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("secondary_categories", sa.JSON(), nullable=False, server_default="[]")
        )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.alter_column(
            "secondary_categories",
            existing_type=sa.JSON(),
            existing_nullable=False,
            server_default=None,
        )
    _allow(KINDS)
    op.create_table(
        "category_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("proposed", sa.String(length=40), nullable=False),
        sa.Column("from_category", sa.String(length=40), nullable=False),
        sa.Column("to_category", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name="fk_category_correction_ticket_id_ticket"
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name="fk_category_correction_officer_id_officer"
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_category_correction_agency_id_agency"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_category_correction"),
    )
    with op.batch_alter_table("category_correction", schema=None) as batch_op:
        batch_op.create_index("ix_category_correction_ticket_id", ["ticket_id", "id"], unique=False)
        batch_op.create_index("ix_category_correction_at", ["at"], unique=False)
    op.create_table(
        "category_model",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trained_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "tickets",
                "csv",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("learned", sa.Integer(), nullable=False),
        sa.Column("held_back", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("release", sa.String(length=16), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_category_model_agency_id_agency"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_category_model"),
    )
    with op.batch_alter_table("category_model", schema=None) as batch_op:
        batch_op.create_index(
            "ix_category_model_active",
            ["active"],
            unique=True,
            sqlite_where=sa.text("active"),
            postgresql_where=sa.text("active"),
        )
    op.create_table(
        "category_model_file",
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_id"],
            ["category_model.id"],
            name="fk_category_model_file_model_id_category_model",
        ),
        sa.PrimaryKeyConstraint("model_id", name="pk_category_model_file"),
    )


def downgrade() -> None:
    op.drop_table("category_model_file")
    op.drop_table("category_model")
    op.drop_table("category_correction")
    op.execute("DELETE FROM ticket_event WHERE kind = 'recategorised'")
    _allow(KINDS_BEFORE)
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_column("secondary_categories")


def _allow(kinds: tuple[str, ...]) -> None:
    named = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("ticket_event", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_ticket_event_eventkind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_ticket_event_eventkind"), f"kind IN ({named})")
