"""What everybody may read: words that officers have cleared, indexes of the public lists.

Revision: 0021
After: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_ticket_public": [],
    "ix_ticket_public_status": ["status"],
    "ix_ticket_public_category": ["category"],
    "ix_ticket_public_area": ["province", "district"],
    "ix_ticket_public_agency": ["agency_id"],
}


def upgrade() -> None:
    op.create_table(
        "public_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("piece", sa.String(length=24), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("cleared_by", sa.String(length=80), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name="fk_public_text_ticket_id_ticket"
        ),
        sa.UniqueConstraint("ticket_id", "piece", name="uq_public_text_ticket_id_piece"),
        sa.PrimaryKeyConstraint("id", name="pk_public_text"),
    )
    for name, columns in INDEXES.items():
        op.create_index(
            name,
            "ticket",
            [*columns, "created_at", "code"],
            sqlite_where=sa.text("sealed = 0"),
            postgresql_where=sa.text("NOT sealed"),
        )


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, table_name="ticket")
    op.drop_table("public_text")
