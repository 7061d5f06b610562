"""Entries of the log as plain data: when, who, what, about what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from agencies.permissions import may_manage_agencies
from agencies.queries import agency_names, officer_names
from agencies.tables import Officer, Role
from complaints.queries import codes_for_officer
from complaints.tables import Reporter
from core.errors import InvalidInput
from dashboard import paths
from dashboard.agencies import addresses as agency_pages
from dashboard.audit.asked import Asked, cursor
from dashboard.audit.reading import read_batch, read_span, ticket_ids
from dashboard.audit.words import GROUPS, ActionGroup, action_words, detail_words
from dashboard.officers import addresses as officer_pages
from dashboard.wording import knows, say
from store.audit import AuditEntry

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One entry. `link` is the page of what it is about, "" where there is none to open."""

    at: datetime
    who: str
    what: str
    about: str
    link: str
    detail: str


@dataclass(frozen=True, slots=True)
class LogView:
    """Everything on the page; `more` is the address of the next, "" on the last."""

    asked: Asked
    rows: tuple[Row, ...]
    groups: tuple[ActionGroup, ...]
    more: str
    problem: str


def load(session: Session, reader: Officer, asked: Asked) -> LogView:
    """Read a page of the log."""
    try:
        batch = read_batch(session, reader, read_span(session, reader, asked), PAGE)
    except InvalidInput as error:
        problem = say(f"audit.problem.{error.reason}", **error.values)
        return LogView(asked, (), GROUPS, "", problem)
    last = batch.entries[-1] if batch.further else None
    more = asked.address(before=cursor(last.at, last.id or 0)) if last else ""
    return LogView(asked, make_rows(session, reader, batch.entries), GROUPS, more, "")


def make_rows(session: Session, reader: Officer, entries: Sequence[AuditEntry]) -> tuple[Row, ...]:
    """Return the rows of these entries, with one query for each kind of name."""
    names, opens = _read_names(session, reader, entries), _opens(reader)
    return tuple(
        Row(
            at=each.at,
            who=names.get(each.actor) or _kind_words(each.actor),
            what=action_words(each.action),
            about="" if each.subject == each.actor else _about(each.subject, names),
            link=_link(each.subject, names, opens),
            detail=detail_words(each.detail),
        )
        for each in entries
    )


def _read_names(
    session: Session, reader: Officer, entries: Sequence[AuditEntry]
) -> Mapping[str, str]:
    both = {each.actor for each in entries} | {each.subject for each in entries}
    reporters = select(Reporter).where(col(Reporter.id).in_(_ids(both, "reporter")))
    found: dict[str, Mapping[int, str]] = {
        "officer": officer_names(session, _ids(both, "officer")),
        "agency": agency_names(session, _ids(both, "agency")),
        "ticket": codes_for_officer(session, reader, ticket_ids(entries)),
        "reporter": {each.id or 0: each.pseudonym for each in session.exec(reporters)},
    }
    return {f"{kind}:{key}": name for kind, names in found.items() for key, name in names.items()}


def _ids(names: set[str], kind: str) -> set[int]:
    numbers = (name.removeprefix(f"{kind}:") for name in names if name.startswith(f"{kind}:"))
    return {int(number) for number in numbers if number.isdecimal()}


def _about(subject: str, names: Mapping[str, str]) -> str:
    kind = _kind_words(subject)
    return f"{kind} {names[subject]}" if subject in names else kind


def _kind_words(name: str) -> str:
    kind = name.partition(":")[0]
    return say(f"audit.kind.{kind}") if knows(f"audit.kind.{kind}") else kind


def _link(subject: str, names: Mapping[str, str], opens: frozenset[str]) -> str:
    kind, _, key = subject.partition(":")
    if subject not in names or kind not in opens:
        return ""
    if kind == "ticket":
        return paths.ticket(names[subject])
    return agency_pages.agency(int(key)) if kind == "agency" else officer_pages.officer(int(key))


def _opens(reader: Officer) -> frozenset[str]:
    # A supervisor's entries name officers of other agencies, too: their pages are not for them.
    agencies = {"agency"} if may_manage_agencies(reader) else set()
    officers = {"officer"} if reader.role is Role.ADMINISTRATOR else set()
    return frozenset({"ticket", *agencies, *officers})
