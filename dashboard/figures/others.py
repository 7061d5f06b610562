"""Pages with tables of their own: the backlog by age, the week, hand-overs, stars."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from agencies.queries import agency_names
from complaints.figures.ages import Age
from complaints.figures.flows import Way
from complaints.figures.reckoning import Reckoning
from complaints.queries import codes_for_officer
from dashboard import paths
from dashboard.auth import Visitor
from dashboard.figures.asked import Asked, Whose, reckoning
from dashboard.figures.bars import Bar, bars, in_order
from dashboard.figures.cuts import Page
from dashboard.figures.sankey import Flow, draw
from dashboard.figures.tables import (
    Cell,
    Column,
    Table,
    figure_column,
    heat,
    number,
    result_cell,
    text,
)
from dashboard.wiring import Wiring
from dashboard.wording import say
from thai.order import dictionary_order

HOURS = range(24)
STARS = range(5, 0, -1)
RATED = ("stars", "rated", "confirmed_share", "reopened_share")


def backlog(session: Session, wiring: Wiring, whose: Whose, asked: Asked) -> Page:
    """Return the open problems by age."""
    found = reckoning(session, wiring, whose, asked)
    ages = [(age, _age_name(age), _age_address(age, asked)) for age in found.ages()]
    all_open = sum(age.tickets for age, _, _ in ages)
    rows = [
        [text(name), number(age.tickets, address), _share(age.tickets, all_open)]
        for age, name, address in ages
    ]
    columns = [
        Column(say("figures.by.age")),
        figure_column("backlog"),
        Column(say("figures.column.share"), unit=say("figures.in_file.share")),
    ]
    counted = [(name, age.tickets, address) for age, name, address in ages]
    table = Table(say("figures.page.backlog"), columns, rows)
    return Page("backlog", [table], in_order(counted), say("figures.note.backlog"))


def week(session: Session, wiring: Wiring, whose: Whose, asked: Asked) -> Page:
    """Return the reports by day of the week and hour."""
    counts = reckoning(session, wiring, whose, asked).week()
    most = max(max(row) for row in counts)
    rows = [
        [
            text(say(f"figures.day.{day}")),
            *(
                number(
                    counts[day][hour],
                    asked.address("tickets", figure="received", day=str(day), hour=str(hour)),
                    heat(counts[day][hour], most),
                )
                for hour in HOURS
            ),
            number(sum(counts[day])),
        ]
        for day in range(len(counts))
    ]
    hours = [Column(f"{hour:02}") for hour in HOURS]
    columns = [Column(say("figures.by.week")), *hours, Column(say("figures.column.sum"))]
    table = Table(say("figures.page.week"), columns, rows)
    return Page("week", [table], note=say("figures.note.week"))


def flow(session: Session, wiring: Wiring, whose: Whose, asked: Asked) -> Page:
    """Return who handed how many tickets to whom: as a matrix and as a list."""
    ways = reckoning(session, wiring, whose, asked).hand_overs()
    names = _told_apart(session, {each for way in ways for each in (way.giver, way.taker)})
    counts = {way: len(ids) for way, ids in ways.items()}
    flows = [
        Flow(names[way.giver], names[way.taker], count, _way_address(way, asked))
        for way, count in counts.items()
    ]
    flows.sort(key=lambda each: (-each.count, dictionary_order(each.giver)))
    rows = [
        [text(each.giver), text(each.taker), number(each.count, each.address)] for each in flows
    ]
    headings = ("giver", "taker", "hand_overs")
    columns = [Column(say(f"figures.column.{each}")) for each in headings]
    tables = [Table(say("figures.page.flow"), columns, rows)]
    if counts:
        tables = [_matrix(counts, names, asked), *tables]
    listed = bars((_way_words(each), each.count, each.address) for each in flows)
    picture = draw(flows, say("figures.other_agencies")) if flows else None
    return Page("flow", tables, listed, say("figures.note.flow"), picture=picture)


def _matrix(counts: Mapping[Way, int], names: Mapping[int, str], asked: Asked) -> Table:
    givers = _in_order({way.giver for way in counts}, names)
    takers = _in_order({way.taker for way in counts}, names)
    most = max(counts.values())

    def cell(way: Way) -> Cell:
        count = counts.get(way, 0)
        return number(count, _way_address(way, asked), heat(count, most))

    rows = [
        [text(names[giver]), *(cell(Way(giver, taker)) for taker in takers)] for giver in givers
    ]
    corner = Column(say("figures.column.from_to"))
    columns = [corner, *(Column(names[taker]) for taker in takers)]
    return Table(say("figures.matrix"), columns, rows)


def _told_apart(session: Session, agency_ids: set[int]) -> Mapping[int, str]:
    """Return the agencies' names; those of one name with their number."""
    names = agency_names(session, agency_ids)
    known = Counter(names.values())
    return {each: name if known[name] == 1 else f"{name} ({each})" for each, name in names.items()}


def _way_words(flow: Flow) -> str:
    return say("figures.way", giver=flow.giver, taker=flow.taker)


def _in_order(agency_ids: Collection[int], names: Mapping[int, str]) -> list[int]:
    return sorted(agency_ids, key=lambda each: dictionary_order(names[each]))


@dataclass(frozen=True, slots=True)
class Praised:
    """A rated ticket as the page shows it; no address where it is not theirs to open."""

    code: str
    address: str
    category: str
    stars: float
    ratings: int
    words: Sequence[str]


def stars(session: Session, wiring: Wiring, whose: Whose, asked: Asked) -> Page:
    """Return how many tickets got how many stars, and the figures beside them."""
    found = reckoning(session, wiring, whose, asked)
    spread = found.stars()  # first: the columns it reads serve the report, too
    report = found.report(RATED, compare=False)
    rated = sum(spread.values())
    rows = [
        [
            text(say("figures.stars", n=each)),
            number(spread[each], asked.address("tickets", figure="stars", stars=str(each))),
            _share(spread[each], rated),
        ]
        for each in STARS
    ]
    columns = [
        Column(say("figures.by.stars")),
        Column(say("figures.column.rated")),
        Column(say("figures.column.share"), unit=say("figures.in_file.share")),
    ]
    beside = Table(
        say("figures.beside_stars"),
        [Column(say("figures.column.figure")), Column(say("figures.column.value"))],
        [
            [text(report[each].definition.say("name")), result_cell(report[each], asked)]
            for each in RATED
        ],
    )
    return Page(
        "stars",
        [Table(say("figures.page.stars"), columns, rows), beside],
        _star_bars(spread, asked),
        say("figures.note.stars"),
        reckoned=found,
    )


def praise(
    session: Session, wiring: Wiring, visitor: Visitor, found: Reckoning, wanted: int | None
) -> list[Praised]:
    """Return the last rated tickets with what citizens wrote."""
    given = found.praise(wanted)
    codes = codes_for_officer(session, visitor.officer, {each.ticket.id or 0 for each in given})
    return [
        Praised(
            code=codes[each.ticket.id or 0],
            address=paths.ticket(each.ticket.code),
            category=wiring.desk.catalog.get(each.ticket.category).name_th,
            stars=each.stars,
            ratings=each.ratings,
            words=each.words,
        )
        for each in given
        if each.ticket.id in codes
    ]


def _star_bars(spread: Mapping[int, int], asked: Asked) -> Sequence[Bar]:
    return in_order(
        (
            say("figures.stars", n=each),
            spread[each],
            asked.address("tickets", figure="stars", stars=str(each)),
        )
        for each in STARS
    )


def _share(part: int, whole: int) -> Cell:
    share = part / whole if whole else None
    return Cell(
        "–" if share is None else f"{share * 100:.1f}%", None if share is None else share * 100
    )


def _age_name(age: Age) -> str:
    if age.until is None:
        return say("figures.age.over", since=age.since - 1)
    return say("figures.age.between", since=age.since, until=age.until - 1)


def _age_address(age: Age, asked: Asked) -> str:
    until = "" if age.until is None else str(age.until)
    return asked.address("tickets", figure="backlog", age=str(age.since), until=until)


def _way_address(way: Way, asked: Asked) -> str:
    return asked.address("tickets", figure="hand_overs", giver=str(way.giver), taker=str(way.taker))
