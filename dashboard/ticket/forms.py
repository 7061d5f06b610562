"""The form of a move as typed, and the change it asks for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, TypeVar

from fastapi import Depends, File, Form, UploadFile
from pydantic import Field as Bounds
from pydantic import TypeAdapter, ValidationError

from complaints.change import Change
from complaints.lifecycle import Actor, HoldReason, Move, Status, check
from complaints.move_needs import list_unmet
from complaints.photos import NewPhoto
from complaints.responses import placeholders
from complaints.seen import Seen
from complaints.tables import Ticket
from core.errors import Incomplete, InvalidInput
from dashboard.row_id import LARGEST, RowId
from dashboard.wording import say

LONGEST_NOTE = 2000  # characters
FIELD_OF = {  # where a reason of refusal is shown
    "needs_note": "note",
    "needs_photo_or_reason": "photos",
    "needs_hold_reason": "hold_reason",
    "needs_expected_date": "expected_on",
    "needs_agency": "agency_id",
    "agency_not_sealed": "agency_id",
    "category_needed": "category",
    "category_not_sealed": "category",
    "category_grouped": "category",
    "note_long": "note",
    "note_gap": "note",
    "date_unreadable": "expected_on",
    "date_past": "expected_on",
    "photos_many": "photos",
    "photo_large": "photos",
    "photo_unreadable": "photos",
    "needs_override": "override_reason",
}
# In what order a form asks for them, then for the rest: the first that is wrong takes the focus.
ASKED_FIRST = {"hold_reason": 0, "expected_on": 1, "category": 2, "agency_id": 3, "note": 4}
OfficerSeen = Annotated[int, Bounds(ge=0, le=LARGEST)]  # 0: nobody
ROW_ID: TypeAdapter[int] = TypeAdapter(RowId)
Field = Annotated[str, Form()]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, in words, and with others of the same form."""

    field: str
    words: str
    others: tuple["Problem", ...] = ()

    def on(self, field: str) -> str:
        """Return what is wrong with that field, "" where nothing is."""
        return next((each.words for each in (self, *self.others) if each.field == field), "")


def problem(error: InvalidInput, fields: Mapping[str, str] = FIELD_OF) -> Problem:
    """Return what to show beside which fields, uppermost first; what concerns none is on "page"."""
    first, *others = sorted(
        (
            Problem(fields.get(each.reason, "page"), say(f"error.{each.reason}", **each.values))
            for each in error.errors
        ),
        key=lambda each: ASKED_FIRST.get(each.field, len(ASKED_FIRST)),
    )
    return replace(first, others=tuple(others))


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed; kept so that a refused form comes back as it was."""

    move: Move | None = None
    seen: Status | None = None
    seen_agency: int | None = None
    seen_officer: int | None = None
    note: str = ""
    no_photo_reason: str = ""
    hold_reason: str = ""
    expected_on: str = ""
    agency_id: str = ""
    override_reason: str = ""
    kept: tuple[int, ...] = ()

    @property
    def as_seen(self) -> Seen:
        """What the officer had before their eyes."""
        assert self.seen is not None
        assert self.seen_agency is not None
        return Seen(self.seen, self.seen_agency, self.seen_officer or None)

    def change(
        self, photos: tuple[NewPhoto, ...], today: date
    ) -> tuple[Change, list[InvalidInput]]:
        """Return the change asked for, without what cannot be read, and why that cannot be.

        Reasons: "note_long", "note_gap", "date_unreadable", "date_past", "needs_agency".
        """
        assert self.move is not None
        assert self.seen is not None
        wrong: list[InvalidInput] = []
        if max(map(len, (self.note, self.no_photo_reason, self.override_reason))) > LONGEST_NOTE:
            wrong.append(InvalidInput("note_long", most=LONGEST_NOTE))
        elif gap := placeholders.find_gap(self.note):
            wrong.append(InvalidInput("note_gap", gap=gap))
        expected_on = _read_or_none(lambda: _expected_on(self.expected_on, today), wrong)
        agency_id = _read_or_none(lambda: _agency_id(self.agency_id), wrong)
        change = Change(
            move=self.move,
            seen=self.seen,
            note=self.note,
            photos=photos,
            no_photo_reason=self.no_photo_reason,
            hold_reason=_hold_reason(self.hold_reason),
            expected_on=expected_on,
            agency_id=agency_id,
            seen_agency_id=self.seen_agency,
            seen_officer_id=self.seen_officer,
            override_reason=self.override_reason,
        )
        return change, wrong


NOTHING_TYPED = Typed()


def check_read(change: Change, wrong: Sequence[InvalidInput], ticket: Ticket) -> None:
    """Raise Incomplete where a field could not be read, with what else the move lacks."""
    if not wrong:
        return
    taken = {FIELD_OF[each.reason] for each in wrong}
    unmet = list_unmet(check(change.seen, change.move, Actor.OFFICER), change, ticket)
    raise Incomplete([*wrong, *(each for each in unmet if FIELD_OF[each.reason] not in taken)])


def _read_or_none(read: Callable[[], Value], wrong: list[InvalidInput]) -> Value | None:
    try:
        return read()
    except InvalidInput as error:
        wrong.append(error)
        return None


def _hold_reason(value: str) -> HoldReason | None:
    return HoldReason(value) if value in set(HoldReason) else None


def _agency_id(value: str) -> int | None:
    if not value:
        return None
    try:
        return ROW_ID.validate_python(value)
    except ValidationError:
        raise InvalidInput("needs_agency") from None


def _expected_on(value: str, today: date) -> date | None:
    if not value:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise InvalidInput("date_unreadable") from None
    if day < today:
        raise InvalidInput("date_past")
    return day


def _read(
    move: Move,
    seen: Annotated[Status, Form()],
    seen_agency: Annotated[RowId, Form()],
    seen_officer: Annotated[OfficerSeen | None, Form()] = None,
    note: Field = "",
    no_photo_reason: Field = "",
    hold_reason: Field = "",
    expected_on: Field = "",
    agency_id: Field = "",
    override_reason: Field = "",
    kept: Annotated[list[RowId] | None, Form()] = None,
) -> Typed:
    return Typed(
        move=move,
        seen=seen,
        seen_agency=seen_agency,
        seen_officer=seen_officer,
        note=note,
        no_photo_reason=no_photo_reason,
        hold_reason=hold_reason,
        expected_on=expected_on,
        agency_id=agency_id,
        override_reason=override_reason,
        kept=tuple(kept or ()),
    )


def _read_proof(
    no_photo_reason: Field = "",
    override_reason: Field = "",
    kept: Annotated[list[RowId] | None, Form()] = None,
) -> Typed:
    return Typed(
        move=Move.FINISH,
        no_photo_reason=no_photo_reason,
        override_reason=override_reason,
        kept=tuple(kept or ()),
    )


ProofForm = Annotated[Typed, Depends(_read_proof)]
MoveForm = Annotated[Typed, Depends(_read)]
Uploads = Annotated[list[UploadFile], File(default_factory=list)]
