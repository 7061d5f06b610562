"""What officers corrected: the lessons for the suggester."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from store.columns import utc


class CategoryCorrection(SQLModel, table=True):
    """An officer filed a ticket under another category. Holds no words of the citizen."""

    __tablename__ = "category_correction"
    __table_args__ = (
        # read by the ticket's page, which shows the last one
        Index("ix_category_correction_ticket_id", "ticket_id", "id"),
        # read by the page of categories, month by month
        Index("ix_category_correction_at", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    at: datetime = utc()
    officer_id: int = Field(foreign_key="officer.id")
    agency_id: int = Field(foreign_key="agency.id")  # whose ticket it was then
    proposed: str = Field(max_length=40)
    from_category: str = Field(max_length=40)
    to_category: str = Field(max_length=40)
    sealed: bool = False  # before or after: only officers with that right may count it
