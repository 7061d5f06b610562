"""The words that tickets are found by, the queue's orders, the views officers keep.

Revision: 0017
After: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

UNREAD = sa.text("words IS NULL")
# Letters, marks and digits make words; the marks are what Thai vowels and tones are.
ON_SQLITE = (
    """
    CREATE VIRTUAL TABLE ticket_fts USING fts5(
        words, content='ticket_text', content_rowid='ticket_id', detail=none,
        tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
    )
    """,
    """
    CREATE TRIGGER ticket_text_added AFTER INSERT ON ticket_text BEGIN
        INSERT INTO ticket_fts (rowid, words) VALUES (new.ticket_id, new.words);
    END
    """,
    """
    CREATE TRIGGER ticket_text_gone AFTER DELETE ON ticket_text BEGIN
        INSERT INTO ticket_fts (ticket_fts, rowid, words)
        VALUES ('delete', old.ticket_id, old.words);
    END
    """,
    """
    CREATE TRIGGER ticket_text_changed AFTER UPDATE ON ticket_text BEGIN
        INSERT INTO ticket_fts (ticket_fts, rowid, words)
        VALUES ('delete', old.ticket_id, old.words);
        INSERT INTO ticket_fts (rowid, words) VALUES (new.ticket_id, new.words);
    END
    """,
)
ON_POSTGRESQL = (
    """
    CREATE INDEX ix_ticket_text_words ON ticket_text
    USING gin (array_to_tsvector(string_to_array(words, ' ')))
    """,
)
OPEN_ONLY = "status IN ('received', 'in_progress', 'on_hold')"
OF_OPEN = {
    "ix_ticket_by_due": ["agency_id", "status", "due_at", "id"],
    "ix_ticket_by_change": ["agency_id", "status", "updated_at", "id"],
    "ix_ticket_by_priority": ["agency_id", "status", "priority", "id"],
    "ix_ticket_all_by_due": ["status", "due_at", "id"],
    "ix_ticket_all_by_change": ["status", "updated_at", "id"],
    "ix_ticket_all_by_priority": ["status", "priority", "id"],
    "ix_ticket_views": [
        "agency_id",
        "sealed",
        "main_id",
        "status",
        "officer_id",
        "due_at",
        "reopened_count",
        "hold_reason",
        "approval_since",
    ],
}


def upgrade() -> None:
    _keep_words()
    op.create_index("ix_ticket_status", "ticket", ["status", "id"])
    for name, columns in OF_OPEN.items():
        _create_partial(name, columns, OPEN_ONLY)
    _create_partial("ix_ticket_replied", ["agency_id", "id"], "citizen_wrote_at IS NOT NULL")
    _create_saved_views()


def _create_partial(name: str, columns: list[str], where: str) -> None:
    only = sa.text(where)
    op.create_index(name, "ticket", columns, sqlite_where=only, postgresql_where=only)


def _create_saved_views() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.String(length=2000), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name="fk_saved_view_officer_id_officer"
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_saved_view_agency_id_agency"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
        sa.UniqueConstraint("officer_id", "name", name="uq_saved_view_officer_id_name"),
    )
    op.create_index("ix_saved_view_agency_id", "saved_view", ["agency_id", "shared"])


def _keep_words() -> None:
    op.create_table(
        "ticket_text",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
            name="fk_ticket_text_ticket_id_ticket",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_ticket_text"),
    )
    op.create_index(
        "ix_ticket_text_unread",
        "ticket_text",
        ["ticket_id"],
        sqlite_where=UNREAD,
        postgresql_where=UNREAD,
    )
    for statement in ON_SQLITE if _is_sqlite() else ON_POSTGRESQL:
        op.execute(statement)
    # A chore reads them, a few hundred at a time.
    op.execute("INSERT INTO ticket_text (ticket_id) SELECT id FROM ticket")


def downgrade() -> None:
    op.drop_table("saved_view")
    for name in ("ix_ticket_replied", *OF_OPEN, "ix_ticket_status"):
        op.drop_index(name, "ticket")
    if _is_sqlite():
        op.execute("DROP TABLE ticket_fts")
    op.drop_table("ticket_text")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
