"""The form of an improvement case: as it is typed, and what that means."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated

from fastapi import Depends, Form

from complaints.improvements.keeping import Draft
from complaints.improvements.tables import CaseState, ImprovementCase
from core.errors import InvalidInput
from dashboard.figures import spans
from thai.dates import format_date

Text = Annotated[str, Form(max_length=10_000)]
Line = Annotated[str, Form(max_length=200)]


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was typed."""

    title: str = ""
    cause: str = ""
    action: str = ""
    acted_on: str = ""
    state: str = CaseState.PLANNED.value
    category: str = ""
    province: str = ""
    district: str = ""
    subdistrict: str = ""
    latitude: str = ""
    longitude: str = ""
    owner: str = ""

    def draft(self) -> Draft:
        """Return what it means. Raises InvalidInput "day_unknown" or "place_unknown"."""
        pinned = bool(self.latitude or self.longitude)
        return Draft(
            title=" ".join(self.title.split()),
            cause=self.cause.strip(),
            action=self.action.strip(),
            acted_on=_day(self.acted_on),
            state=CaseState(self.state) if self.state in set(CaseState) else CaseState.PLANNED,
            category=self.category.strip()[:40],
            province=self.province.strip()[:80],
            district=self.district.strip()[:80],
            subdistrict=self.subdistrict.strip()[:80],
            latitude=_degrees(self.latitude, 90) if pinned else None,
            longitude=_degrees(self.longitude, 180) if pinned else None,
            owner_id=int(self.owner) if self.owner.isdecimal() and len(self.owner) < 10 else None,
        )


def read_typed(
    title: Text = "",
    cause: Text = "",
    action: Text = "",
    acted_on: Line = "",
    state: Line = CaseState.PLANNED.value,
    category: Line = "",
    province: Line = "",
    district: Line = "",
    subdistrict: Line = "",
    latitude: Line = "",
    longitude: Line = "",
    owner: Line = "",
) -> Typed:
    """Read the form."""
    area = (province, district, subdistrict)
    return Typed(title, cause, action, acted_on, state, category, *area, latitude, longitude, owner)


TypedHere = Annotated[Typed, Depends(read_typed)]


def typed_of(case: ImprovementCase) -> Typed:
    """Return the form as it would be typed for a case."""
    values = {name.name: getattr(case, name.name, "") for name in fields(Typed)}
    values |= {"owner": case.owner_id, "state": case.state.value}
    values["acted_on"] = format_date(case.acted_on) if case.acted_on else ""
    return Typed(**{name: "" if value is None else str(value) for name, value in values.items()})


def _day(text: str) -> date | None:
    return spans.read_day(text) if text.strip() else None


def _degrees(text: str, most: int) -> float:
    try:
        degrees = float(text)
    except ValueError:
        raise InvalidInput("place_unknown") from None
    if not -most <= degrees <= most:
        raise InvalidInput("place_unknown")
    return degrees
