"""The news as LINE messages: one ticket with its buttons, or a short list."""

from collections.abc import Sequence

from agencies.permissions import may_work
from agencies.tables import Agency, Officer
from complaints.alerts.news import News
from complaints.alerts.tables import AlertKind
from complaints.alerts.teller import Teller, say
from complaints.alerts.words import due_of, kinds_of, line_of, place_of, title_for_group
from complaints.lifecycle import Status
from complaints.parts import leads
from complaints.tables import Ticket
from core.messages import (
    Button,
    Card,
    Fact,
    Link,
    Outgoing,
    Paragraph,
    Press,
    Row,
    Table,
    Tone,
)
from thai.normalise import shorten

MOST_LISTED = 8
LONGEST_WORDS = 160  # characters of what the citizen wrote
ACCEPT, SHOW = "work_accept", "work_show"  # buttons that handlers/officer answers
BAD = frozenset({AlertKind.OVERDUE, AlertKind.REOPENED, AlertKind.APPROVAL_REFUSED})


def for_officer(teller: Teller, officer: Officer, news: Sequence[News]) -> list[Outgoing]:
    """Return one or two messages: the open tickets' news, and how many sealed ones there are."""
    plain = [each for each in news if not each.ticket.sealed]
    sealed = len(news) - len(plain)
    messages: list[Outgoing] = []
    if len(plain) == 1:
        messages.append(_one(teller, officer, plain[0]))
    elif plain:
        title = say("many.title", count=len(plain))
        messages.append(_list(teller, plain, title, tappable=True))
    if sealed:
        messages.append(_sealed(teller, sealed))
    return messages


def for_group(teller: Teller, agency: Agency, news: Sequence[News]) -> Card:
    """Return a group's message: numbers, categories and areas, nobody's words, no acts."""
    return _list(teller, news, title_for_group(agency, list(news)), tappable=False)


def accept_button(ticket: Ticket) -> Press:
    """Return the button that takes a ticket up."""
    shown = say("button.accept.shown", code=ticket.code)
    return Press(say("button.accept"), ACCEPT, {"code": ticket.code}, shown=shown)


def open_button(teller: Teller, ticket: Ticket) -> Link:
    """Return the button that opens the ticket on the dashboard."""
    return Link(say("button.open"), teller.addresses.ticket(ticket.code))


def may_accept(officer: Officer, ticket: Ticket) -> bool:
    """Tell whether this officer could take the ticket up now."""
    return ticket.status is Status.RECEIVED and leads(officer, ticket) and may_work(officer)


def _one(teller: Teller, officer: Officer, news: News) -> Card:
    ticket, kinds = news.ticket, kinds_of(news)
    category = teller.desk.category_name(ticket.category)
    facts = [Fact(say("label.category"), category), Fact(say("label.place"), place_of(ticket))]
    label, words = ("reply", news.reply) if news.reply else ("words", ticket.description)
    if words and not news.gone:
        facts.append(Fact(say(f"label.{label}"), shorten(" ".join(words.split()), LONGEST_WORDS)))
    if not news.gone and (due := due_of(ticket)):
        facts.append(Fact(say("label.due"), due))
    accept = (accept_button(ticket),) if may_accept(officer, ticket) else ()
    buttons: tuple[Button, ...] = (*accept, _show_button(ticket), open_button(teller, ticket))
    if news.gone:
        buttons = (_queue_button(teller),)
    alt = say("one.alt", kinds=kinds, code=ticket.code, category=category, place=place_of(ticket))
    return Card(
        alt=alt,
        title=kinds,
        kicker=ticket.code,
        tone=_tone([news]),
        blocks=tuple(facts),
        buttons=buttons,
        quiet=not accept,
    )


def _list(teller: Teller, news: Sequence[News], title: str, *, tappable: bool) -> Card:
    shown, more = news[:MOST_LISTED], len(news) - MOST_LISTED
    rows = tuple(
        Row(
            label=f"{each.ticket.code} {say('kinds.between')} {kinds_of(each)}",
            text=line_of(teller.desk, each.ticket),
            press=_show_button(each.ticket) if tappable and not each.gone else None,
        )
        for each in shown
    )
    rest = (Paragraph(say("many.more", count=more), small=True),) if more > 0 else ()
    alone = news[0].ticket if len(news) == 1 else None
    return Card(
        alt=f"{title} ({', '.join(each.ticket.code for each in shown)})",
        title=title,
        tone=_tone(news),
        blocks=(Table(rows, shape="named"), *rest),
        buttons=(open_button(teller, alone) if alone else _queue_button(teller),),
        quiet=True,
    )


def _sealed(teller: Teller, count: int) -> Card:
    title = say("sealed.title", count=count)
    return Card(
        alt=title,
        title=title,
        tone="warn",
        blocks=(Paragraph(say("sealed.words")),),
        buttons=(_queue_button(teller),),
        quiet=True,
    )


def _queue_button(teller: Teller) -> Link:
    return Link(say("button.queue"), teller.addresses.queue)


def _show_button(ticket: Ticket) -> Press:
    label = say("button.show", code=ticket.code)
    return Press(label, SHOW, {"code": ticket.code}, shown=label)


def _tone(news: Sequence[News]) -> Tone:
    happened = {kind for each in news for kind in each.kinds}
    if happened & BAD:
        return "bad"
    return "warn" if AlertKind.DUE_SOON in happened else "info"
