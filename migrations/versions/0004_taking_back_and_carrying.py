"""Places taken back, held messages that are carried, and indexes of the housekeeping.

Revision: 0004
After: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place_message_id", sa.String(length=64), nullable=True))

    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("keyed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("carried_by", sa.Integer(), nullable=True))
    op.execute("UPDATE outbox_message SET keyed_at = created_at")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.alter_column("keyed_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch_op.create_index("ix_outbox_message_created_at", ["created_at"], unique=False)
        batch_op.create_index(
            "ix_outbox_message_carried_by",
            ["carried_by"],
            unique=False,
            sqlite_where=sa.text("carried_by IS NOT NULL"),
            postgresql_where=sa.text("carried_by IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_outbox_message_troubled",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state IN ('failed', 'held')"),
            postgresql_where=sa.text("state IN ('failed', 'held')"),
        )

    with op.batch_alter_table("inbox_event", schema=None) as batch_op:
        batch_op.create_index(
            "ix_inbox_event_failed",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'failed'"),
            postgresql_where=sa.text("state = 'failed'"),
        )

    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_conversation_draft_changed_at",
            ["draft_changed_at"],
            unique=False,
            sqlite_where=sa.text("draft_changed_at IS NOT NULL"),
            postgresql_where=sa.text("draft_changed_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_conversation_memory",
            ["updated_at"],
            unique=False,
            sqlite_where=sa.text("asked IS NOT NULL OR tool IS NOT NULL"),
            postgresql_where=sa.text("asked IS NOT NULL OR tool IS NOT NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_index("ix_conversation_memory")
        batch_op.drop_index("ix_conversation_draft_changed_at")

    with op.batch_alter_table("inbox_event", schema=None) as batch_op:
        batch_op.drop_index("ix_inbox_event_failed")

    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_message_troubled")
        batch_op.drop_index("ix_outbox_message_carried_by")
        batch_op.drop_index("ix_outbox_message_created_at")
        batch_op.drop_column("carried_by")
        batch_op.drop_column("keyed_at")

    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_column("place_message_id")
