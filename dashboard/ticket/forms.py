"""The form of a move as typed, and the change it asks for."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, File, Form, UploadFile
from pydantic import Field as Bounds
from pydantic import TypeAdapter, ValidationError

from complaints.change import Change
from complaints.lifecycle import HoldReason, Move, Status
from complaints.photos import NewPhoto
from complaints.responses import placeholders
from complaints.seen import Seen
from core.errors import InvalidInput
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
OfficerSeen = Annotated[int, Bounds(ge=0, le=LARGEST)]  # 0: nobody
ROW_ID: TypeAdapter[int] = TypeAdapter(RowId)
Field = Annotated[str, Form()]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, in words."""

    field: str
    words: str


def problem(error: InvalidInput) -> Problem:
    """Return what to show beside which field."""
    return Problem(FIELD_OF[error.reason], say(f"error.{error.reason}", **error.values))


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

    def change(self, photos: tuple[NewPhoto, ...], today: date) -> Change:
        """Return the change asked for.

        Raises:
            InvalidInput: a field cannot be read ("note_long", "note_gap", "date_unreadable",
                "date_past", "needs_agency").
        """
        assert self.move is not None
        assert self.seen is not None
        if max(map(len, (self.note, self.no_photo_reason, self.override_reason))) > LONGEST_NOTE:
            raise InvalidInput("note_long", most=LONGEST_NOTE)
        if gap := placeholders.find_gap(self.note):
            raise InvalidInput("note_gap", gap=gap)
        return Change(
            move=self.move,
            seen=self.seen,
            note=self.note,
            photos=photos,
            no_photo_reason=self.no_photo_reason,
            hold_reason=_hold_reason(self.hold_reason),
            expected_on=_expected_on(self.expected_on, today),
            agency_id=_agency_id(self.agency_id),
            seen_agency_id=self.seen_agency,
            seen_officer_id=self.seen_officer,
            override_reason=self.override_reason,
        )


NOTHING_TYPED = Typed()


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
