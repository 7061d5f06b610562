"""The list of entries, and one entry with its history, as the pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from agencies.queries import officer_names
from dashboard import paths
from dashboard.knowledge import addresses
from dashboard.knowledge.choices import Choices, choices
from dashboard.wording import knows, say
from knowledge.changes import Change, changes
from knowledge.draft import Draft, Problem, draft_of
from knowledge.entry import Entry
from knowledge.published import (
    entries_in_force,
    list_revisions,
    newest_revisions,
    read_revision,
)
from knowledge.tables import Gap, Revision
from knowledge.trial import Trial
from thai.normalise import normalise

PAGE = 30
UPPERMOST = ("", "title", "kind", "asks", "answer", "conflict", "doc", "place", "source_year")


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of the list. `edited_at` is set where editors have published over the file."""

    entry: Entry
    address: str
    edited_at: datetime | None


@dataclass(frozen=True, slots=True)
class EntriesView:
    """A page of the list."""

    words: str
    edited: bool
    count: int
    rows: tuple[EntryRow, ...]
    next_address: str
    first_address: str


@dataclass(frozen=True, slots=True)
class Past:
    """A published revision: who, when, why, and what it changed. `newest` is in force."""

    number: int
    at: datetime
    who: str
    note: str
    taken_back: bool
    newest: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """The form with all around it. `trial` is there once it was checked without problems."""

    draft: Draft
    choices: Choices
    seen: int
    is_new: bool
    in_files: bool
    missing: bool
    gap: Gap | None
    note: str
    problems: Mapping[str, tuple[Problem, ...]]
    trial: Trial | None
    history: tuple[Past, ...]


def load_list(
    session: Session, reviewed: Mapping[str, Entry], words: str, *, edited: bool, page: int
) -> EntriesView:
    """Read a page of the entries that hold the words in title, id, ways of asking or answer."""
    dates = {each.entry_id: each.published_at for each in newest_revisions(session)}
    entries = entries_in_force(session, reviewed).values()
    found = [e for e in entries if (e.id in dates or not edited) and _holds(e, words)]
    # What editors wrote last comes first, the rest in the order of the files.
    found.sort(key=lambda e: -dates[e.id].timestamp() if e.id in dates else 0.0)
    shown = found[page * PAGE : (page + 1) * PAGE]

    def address(number: int) -> str:
        return paths.with_query(
            addresses.ENTRIES, q=words, edited="1" if edited else "", page=str(number or "")
        )

    return EntriesView(
        words=words,
        edited=edited,
        count=len(found),
        rows=tuple(EntryRow(e, addresses.entry(e.id), dates.get(e.id)) for e in shown),
        next_address=address(page + 1) if len(found) > (page + 1) * PAGE else "",
        first_address=address(0) if page else "",
    )


def load_entry(
    session: Session,
    reviewed: Mapping[str, Entry],
    draft: Draft,
    *,
    seen: int | None = None,
    gap: Gap | None = None,
    note: str = "",
    problems: Iterable[Problem] = (),
    trial: Trial | None = None,
) -> EntryView:
    """Read what stands around the form; `seen` is kept where the form comes back as typed."""
    revisions = list_revisions(session, draft.entry_id) if draft.entry_id else []
    entries = entries_in_force(session, reviewed)
    in_force = entries.get(draft.entry_id)
    newest = revisions[0].number if revisions else 0
    return EntryView(
        draft=draft,
        choices=choices(entries),
        seen=newest if seen is None else seen,
        is_new=in_force is None and not revisions,
        in_files=draft.entry_id in reviewed,
        missing=in_force.missing if in_force else False,
        gap=gap,
        note=note,
        problems=_by_field(problems),
        trial=trial,
        history=_history(session, revisions, reviewed.get(draft.entry_id)),
    )


def stored_draft(entry: Entry | None, revisions: Iterable[Revision]) -> Draft | None:
    """The entry in force as a form; of one that was taken back, as it last was."""
    if entry is not None:
        return draft_of(entry)
    last = next((e for each in revisions if (e := read_revision(each)) is not None), None)
    return draft_of(last) if last else None


def _holds(entry: Entry, words: str) -> bool:
    if not words:
        return True
    text = normalise(" ".join((entry.id, entry.title, *entry.asks, entry.answer)))
    return all(word in text for word in normalise(words).split())


def _by_field(problems: Iterable[Problem]) -> Mapping[str, tuple[Problem, ...]]:
    found: dict[str, tuple[Problem, ...]] = {}
    for problem in sorted(problems, key=_order):
        found[problem.field] = (*found.get(problem.field, ()), problem)
    return found


def _order(problem: Problem) -> int:
    """Return where the form asks for it: the first that is wrong takes the focus."""
    return UPPERMOST.index(problem.field) if problem.field in UPPERMOST else len(UPPERMOST)


def _history(
    session: Session, revisions: list[Revision], in_files: Entry | None
) -> tuple[Past, ...]:
    names = officer_names(session, {revision.officer_id for revision in revisions})
    past = []
    before = in_files
    for revision in reversed(revisions):
        after = in_files if revision.content is None else read_revision(revision)
        past.append(
            Past(
                number=revision.number,
                at=revision.published_at,
                who=names.get(revision.officer_id, ""),
                note=revision.note,
                taken_back=revision.content is None,
                newest=revision is revisions[0],
                changes=tuple(_said(change) for change in changes(before, after)),
            )
        )
        before = after
    return tuple(reversed(past))


def _said(change: Change) -> Change:
    """The change with values that have words of their own said in those."""
    group = change.field.removeprefix("facet.")
    keys = ((sign, line, f"knowledge.{group}.{line}") for sign, line in change.lines)
    lines = tuple((sign, say(key) if knows(key) else line) for sign, line, key in keys)
    return replace(change, lines=lines)
