"""How one ticket's news reads: what happened, where, until when."""

from agencies.tables import Agency
from complaints.alerts.news import News
from complaints.alerts.teller import say
from complaints.desk import Desk
from complaints.notices import show_moment
from complaints.tables import Priority, Ticket
from thai.address import Address


def kinds_of(news: News) -> str:
    """Return what happened, such as "เรื่องใหม่ · ด่วน"."""
    words = [say(f"kind.{kind}") for kind in news.kinds]
    if news.ticket.priority is Priority.URGENT:
        words.append(say("urgent"))
    return f" {say('kinds.between')} ".join(words)


def place_of(ticket: Ticket) -> str:
    """Return the area, never the address: messages are read over shoulders."""
    area = Address(ticket.province, ticket.district, ticket.subdistrict)
    return str(area) or say("place.unknown")


def due_of(ticket: Ticket) -> str:
    """Return when it is to be solved, "" where no clock runs."""
    return show_moment(ticket.due_at, "th") if ticket.due_at else ""


def line_of(desk: Desk, ticket: Ticket) -> str:
    """Return the ticket in one line: category and area."""
    return f"{desk.category_name(ticket.category)} {say('kinds.between')} {place_of(ticket)}"


def title_for_group(agency: Agency, news: list[News]) -> str:
    """Return the head of a group's message."""
    name = agency.short_name or agency.name
    if len(news) == 1:
        return say("group.title.one", agency=name, kinds=kinds_of(news[0]))
    return say("group.title", agency=name, count=len(news))
