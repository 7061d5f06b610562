"""Entries: the list, the form, its check, publishing and going back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from core.errors import Conflict, NotFound
from dashboard.auth import SignedIn
from dashboard.done import done_words
from dashboard.knowledge import addresses, entries_view
from dashboard.knowledge.entry_form import EntryForm, Typed
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.wiring import Wired, Wiring
from knowledge import documents, gaps, published
from knowledge.draft import Draft, Problem, find_problems, new_id, to_entry
from knowledge.entry import Entry
from knowledge.gaps import Wanted
from knowledge.passages import place_of
from knowledge.tables import Gap, GapKind
from knowledge.trial import Trial, try_out

router = APIRouter(prefix="/knowledge/entries")

MOST_GAPS_TRIED = 300


@router.get("")
def show_list(
    request: Request,
    wiring: Wired,
    q: Annotated[str, Query(max_length=100)] = "",
    edited: bool = False,
    page: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> Response:
    """Show the entries."""
    with wiring.database.reading() as session:
        view = entries_view.load_list(session, wiring.reviewed, q.strip(), edited=edited, page=page)
    return render(request, "knowledge/entries.html", view=view, done=done_words(request))


@router.get("/new")
def show_new(
    request: Request, wiring: Wired, gap: RowId | None = None, passage: RowId | None = None
) -> Response:
    """Show an empty form, or one begun from a gap or a passage."""
    with wiring.database.reading() as session:
        asked = gaps.get_gap(session, gap) if gap is not None else None
        # The id is there from the start, so that sending the form twice makes one entry.
        draft = replace(_begun(session, asked, passage), entry_id=new_id())
        view = entries_view.load_entry(session, wiring.reviewed, draft, gap=asked)
    return render(request, "knowledge/entry.html", view=view, done="")


@router.get("/edit/{entry_id}")
def show_entry(
    request: Request, wiring: Wired, entry_id: str, gap: RowId | None = None
) -> Response:
    """Show the form of an entry with its history."""
    with wiring.database.reading() as session:
        entry = published.entries_in_force(session, wiring.reviewed).get(entry_id)
        revisions = published.list_revisions(session, entry_id)
        draft = entries_view.stored_draft(entry, revisions)
        if draft is None:
            raise NotFound(f"no entry {entry_id}")
        asked = gaps.get_gap(session, gap) if gap is not None else None
        view = entries_view.load_entry(session, wiring.reviewed, draft, gap=asked)
    return render(request, "knowledge/entry.html", view=view, done=done_words(request))


@router.post("/check")
def check(request: Request, wiring: Wired, typed: Typed) -> Response:
    """Show what the entry would do, or what must be put right before."""
    draft = typed.draft()
    in_force, asked = _read_state(wiring)
    problems = find_problems(draft, in_force)
    if problems:
        return _form(request, wiring, typed, draft, problems=problems, status=422, seen=typed.seen)
    trial = try_out(to_entry(draft, in_force.get(draft.entry_id)), in_force, asked)
    return _form(request, wiring, typed, draft, trial=trial, status=200, seen=typed.seen)


@router.post("/publish")
def publish(request: Request, wiring: Wired, visitor: SignedIn, typed: Typed) -> Response:
    """Put the entry in force, and call the gaps that it closes answered."""
    draft = typed.draft()
    with wiring.database.reading() as session:
        in_force = published.entries_in_force(session, wiring.reviewed)
    problems = find_problems(draft, in_force)
    if problems:
        return _form(request, wiring, typed, draft, problems=problems, status=422, seen=typed.seen)
    entry = to_entry(draft, in_force.get(draft.entry_id))
    try:
        _put_in_force(wiring, visitor.officer.id or 0, typed, entry)
    except Conflict:
        # Nothing typed is lost: the form comes back beside what the other has published.
        newer = Problem("", "newer")
        return _form(request, wiring, typed, draft, problems=[newer], status=409, seen=None)
    return RedirectResponse(addresses.entry(entry.id, done="published"), 303)


@router.post("/edit/{entry_id}/revert")
def revert(
    wiring: Wired,
    visitor: SignedIn,
    entry_id: str,
    number: Annotated[int, Form(ge=0)],
    seen: Annotated[int, Form(ge=1)],
) -> Response:
    """Publish a former revision again; number 0 is what the files say, or nothing."""
    with wiring.database.transaction() as session:
        former = published.get_revision(session, entry_id, number) if number else None
        published.publish(
            session,
            entry_id,
            published.read_revision(former) if former else None,
            seen=seen,
            officer_id=visitor.officer.id or 0,
            note=f"↩ {number}",
            now=wiring.clock(),
        )
    return RedirectResponse(addresses.entry(entry_id, done="reverted"), 303)


def _put_in_force(wiring: Wiring, officer_id: int, typed: EntryForm, entry: Entry) -> None:
    now = wiring.clock()
    closed = [*typed.closes, *([typed.gap] if typed.gap is not None else [])]
    with wiring.database.transaction() as session:
        published.publish(
            session,
            entry.id,
            entry,
            seen=typed.seen,
            officer_id=officer_id,
            note=typed.note.strip(),
            now=now,
        )
        gaps.settle_answered(session, closed, entry.id, officer_id, now)


def _begun(session: Session, gap: Gap | None, passage_id: int | None) -> Draft:
    if gap is not None and gap.kind is GapKind.UNANSWERED:
        return Draft(asks=(gap.question,))
    if passage_id is None:
        return Draft()
    passage = documents.get_passage(session, passage_id)
    document = documents.get_document(session, passage.document_id)
    place = " ".join(part for part in (document.title, place_of(passage)) if part)
    return Draft(
        title=passage.heading,
        answer=passage.text,
        place=place,
        source_year=str(document.year or ""),
        years=str(document.year or ""),
    )


def _read_state(wiring: Wiring) -> tuple[Mapping[str, Entry], Sequence[Gap]]:
    with wiring.database.reading() as session:
        in_force = published.entries_in_force(session, wiring.reviewed)
        pages = -(-MOST_GAPS_TRIED // gaps.PAGE)
        found = {
            gap.id: gap
            for page in range(pages)
            for gap in gaps.list_gaps(session, Wanted(page=page))
        }
    return in_force, list(found.values())


def _form(
    request: Request,
    wiring: Wiring,
    typed: EntryForm,
    draft: Draft,
    *,
    status: int,
    seen: int | None,
    problems: Sequence[Problem] = (),
    trial: Trial | None = None,
) -> Response:
    """The form as typed, with problems beside its fields or what it would do.

    `seen` None takes the newest revision for seen.
    """
    with wiring.database.reading() as session:
        view = entries_view.load_entry(
            session,
            wiring.reviewed,
            draft,
            seen=seen,
            gap=gaps.get_gap(session, typed.gap) if typed.gap is not None else None,
            note=typed.note,
            problems=problems,
            trial=trial,
        )
    return render(request, "knowledge/entry.html", status, view=view, done="")
