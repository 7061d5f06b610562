"""Areas drawn as boundaries, and joint agencies.

Revision: 0005
After: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "boundary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("shape", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("km2", sa.Float(), nullable=False),
        sa.Column("west", sa.Float(), nullable=False),
        sa.Column("south", sa.Float(), nullable=False),
        sa.Column("east", sa.Float(), nullable=False),
        sa.Column("north", sa.Float(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_boundary_agency_id_agency"),
        sa.PrimaryKeyConstraint("id", name="pk_boundary"),
    )
    with op.batch_alter_table("boundary", schema=None) as batch_op:
        batch_op.create_index("ix_boundary_agency_id", ["agency_id"], unique=False)
        batch_op.create_index("ix_boundary_box", ["west", "east", "south", "north"], unique=False)

    part = sa.Enum(
        "lead", "joint", name="part", native_enum=False, create_constraint=True, length=32
    )
    with op.batch_alter_table("coverage", schema=None) as batch_op:
        batch_op.add_column(sa.Column("part", part, nullable=False, server_default="lead"))
        batch_op.add_column(sa.Column("boundary_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            "fk_coverage_boundary_id_boundary", "boundary", ["boundary_id"], ["id"]
        )
        batch_op.create_index("ix_coverage_boundary_id", ["boundary_id"], unique=False)
    with op.batch_alter_table("coverage", schema=None) as batch_op:
        batch_op.alter_column("part", existing_type=part, server_default=None)


def downgrade() -> None:
    # Without their boundaries and parts these lines would claim far more than they did.
    op.execute("DELETE FROM coverage WHERE boundary_id IS NOT NULL OR part = 'joint'")
    with op.batch_alter_table("coverage", schema=None) as batch_op:
        batch_op.drop_index("ix_coverage_boundary_id")
        batch_op.drop_constraint("fk_coverage_boundary_id_boundary", type_="foreignkey")
        batch_op.drop_column("boundary_id")
        batch_op.drop_column("part")
    with op.batch_alter_table("boundary", schema=None) as batch_op:
        batch_op.drop_index("ix_boundary_box")
        batch_op.drop_index("ix_boundary_agency_id")
    op.drop_table("boundary")
