"""What a tool of the chat has so far, and self-checks.

Revision: 0002
After: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tool", sa.JSON(), nullable=True))

    op.create_table(
        "self_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("criterion", sa.String(length=8), nullable=False),
        sa.Column("met", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_self_check"),
    )
    with op.batch_alter_table("self_check", schema=None) as batch_op:
        batch_op.create_index("ix_self_check_user_id", ["user_id", "criterion", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("self_check", schema=None) as batch_op:
        batch_op.drop_index("ix_self_check_user_id")

    op.drop_table("self_check")
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_column("tool")
