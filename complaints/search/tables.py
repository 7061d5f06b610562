"""The words that a ticket is found by."""

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel


class TicketText(SQLModel, table=True):
    """Each word of a ticket once, as `complaints.search.words` keeps them.

    Beside it, made by the migration: on SQLite the FTS5 table `ticket_fts`, which triggers keep
    like this one; on PostgreSQL a GIN index over the words as a `tsvector`.
    """

    __tablename__ = "ticket_text"
    __table_args__ = (
        # read by the chore that reads what has not been read yet
        Index(
            "ix_ticket_text_unread",
            "ticket_id",
            sqlite_where=text("words IS NULL"),
            postgresql_where=text("words IS NULL"),
        ),
    )

    ticket_id: int = Field(primary_key=True, foreign_key="ticket.id", ondelete="CASCADE")
    words: str | None = Field(default=None, sa_type=Text)  # None: not read yet
