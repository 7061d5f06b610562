"""The news as an e-mail. It holds nobody's words: mail passes through many hands."""

from collections.abc import Sequence

from agencies.tables import Officer
from complaints.alerts.news import News
from complaints.alerts.teller import Teller, say
from complaints.alerts.words import due_of, kinds_of, place_of
from core.letters import Item, Letter, Way

MOST_LISTED = 30


def for_officer(teller: Teller, officer: Officer, news: Sequence[News]) -> Letter:
    """Return one letter about it all; of sealed tickets only how many there are."""
    plain = [each for each in news if not each.ticket.sealed]
    sealed = len(news) - len(plain)
    items = tuple(_item(teller, each) for each in plain[:MOST_LISTED])
    if sealed and plain:
        items += (Item(say("sealed.title", count=sealed), (say("sealed.words"),)),)
    if len(plain) > MOST_LISTED:
        items += (Item(say("many.more", count=len(plain) - MOST_LISTED)),)
    return Letter(
        subject=_subject(teller, plain, sealed),
        opening=_opening(officer, plain, sealed),
        items=items,
        way=Way(say("button.queue"), teller.addresses.queue),
        settings_url=teller.addresses.settings,
    )


def _item(teller: Teller, news: News) -> Item:
    ticket = news.ticket
    if news.gone:
        return Item(say("mail.item", **_values(teller, news)))
    lines = [say("mail.place", place=place_of(ticket))]
    if due := due_of(ticket):
        lines.append(say("mail.due", moment=due))
    way = Way(say("button.open"), teller.addresses.ticket(ticket.code))
    return Item(say("mail.item", **_values(teller, news)), tuple(lines), way)


def _subject(teller: Teller, plain: Sequence[News], sealed: int) -> str:
    if not plain:
        return say("sealed.title", count=sealed)
    if len(plain) == 1 and not sealed:
        return say("mail.subject.one", **_values(teller, plain[0]))
    return say("mail.subject.many", count=len(plain) + sealed)


def _opening(officer: Officer, plain: Sequence[News], sealed: int) -> str:
    if plain:
        return say("mail.opening", name=officer.name)
    return say("mail.opening.sealed", name=officer.name, count=sealed)


def _values(teller: Teller, news: News) -> dict[str, str]:
    category = teller.desk.category_name(news.ticket.category)
    return {"kinds": kinds_of(news), "code": news.ticket.code, "category": category}
