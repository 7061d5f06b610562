"""Ready-made words of agencies.

Revision: 0018
After: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

USES = ["finish", "hold", "forward", "reject", "reply"]


def upgrade() -> None:
    op.create_table(
        "response_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column(
            "use",
            sa.Enum(*USES, name="use", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("starter", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_response_template_agency_id_agency"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_response_template"),
        sa.CheckConstraint("revision > 0", name="ck_response_template_revision"),
    )
    with op.batch_alter_table("response_template", schema=None) as batch_op:
        batch_op.create_index(
            "ix_response_template_scope", ["agency_id", "use", "category"], unique=False
        )


def downgrade() -> None:
    op.drop_table("response_template")
