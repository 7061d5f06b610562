"""Knowledge: gaps, published revisions of entries, added documents and their passages.

Revision: 0003
After: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "knowledge_gap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "unanswered",
                "unhelpful",
                name="gapkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("entry_id", sa.String(length=120), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=True),
        sa.Column("first_asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "answered",
                "dismissed",
                name="gapstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("answered_by", sa.String(length=120), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["officer.id"], name="fk_knowledge_gap_settled_by_officer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_knowledge_gap"),
        sa.UniqueConstraint("fingerprint", name="uq_knowledge_gap_fingerprint"),
    )
    with op.batch_alter_table("knowledge_gap", schema=None) as batch_op:
        batch_op.create_index("ix_knowledge_gap_list", ["state", "count", "id"], unique=False)
        batch_op.create_index("ix_knowledge_gap_message_id", ["message_id"], unique=False)

    op.create_table(
        "knowledge_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(length=120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name="fk_knowledge_revision_officer_id_officer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_knowledge_revision"),
        sa.UniqueConstraint("entry_id", "number", name="uq_knowledge_revision_entry_id_number"),
    )
    op.create_table(
        "knowledge_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name="fk_knowledge_document_officer_id_officer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_knowledge_document"),
    )
    with op.batch_alter_table("knowledge_document", schema=None) as batch_op:
        batch_op.create_index("ix_knowledge_document_sha256", ["sha256"], unique=False)

    op.create_table(
        "knowledge_passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(length=200), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["knowledge_document.id"],
            name="fk_knowledge_passage_document_id_knowledge_document",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_knowledge_passage"),
    )
    with op.batch_alter_table("knowledge_passage", schema=None) as batch_op:
        batch_op.create_index("ix_knowledge_passage_document_id", ["document_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("knowledge_passage", schema=None) as batch_op:
        batch_op.drop_index("ix_knowledge_passage_document_id")

    op.drop_table("knowledge_passage")
    with op.batch_alter_table("knowledge_document", schema=None) as batch_op:
        batch_op.drop_index("ix_knowledge_document_sha256")

    op.drop_table("knowledge_document")
    op.drop_table("knowledge_revision")
    with op.batch_alter_table("knowledge_gap", schema=None) as batch_op:
        batch_op.drop_index("ix_knowledge_gap_message_id")
        batch_op.drop_index("ix_knowledge_gap_list")

    op.drop_table("knowledge_gap")
