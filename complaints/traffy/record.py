"""A row understood: what it tells of a ticket, and what in it could not be used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from agencies.coordinates import Point, read_point
from complaints.traffy.findings import Finding, Problem, Refused
from complaints.traffy.moments import is_plausible, read_moment
from complaints.traffy.places import area_of, is_province, read_numbers
from complaints.traffy.shapes import Shape
from complaints.traffy.source import RawRow
from complaints.traffy.states import Standing, standing_of
from thai.address import Address

_ID = re.compile(r"[A-Za-z0-9-]{4,40}")
_LIST_MARKS = str.maketrans("", "", "{}[]\"'")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
# A new ticket's last activity may have been stamped a moment before the ticket itself.
_STAMPED_TOGETHER = timedelta(minutes=1)
_LONGEST_ADDRESS, _LONGEST_COMMENT, _MOST_LISTED, _LONGEST_LISTED = 500, 20_000, 12, 200
_MOST_MINUTES = 60 * 24 * 365 * 20


@dataclass(frozen=True, slots=True)
class Record:
    """One ticket as the export tells it. A moment is None where the export does not tell it."""

    line: int
    external_id: str
    types: tuple[str, ...]
    organisations: tuple[str, ...]
    comment: str
    note: str
    point: Point | None
    address: str
    area: Address
    photos: tuple[str, ...]
    photos_after: tuple[str, ...]
    state: str
    standing: Standing
    stars: int | None
    reopened: int
    created_at: datetime
    first_response_at: datetime | None
    finished_at: datetime | None
    last_activity: datetime


class RowReader:
    """Reads the rows of one file. `now` tells what still lies in the future."""

    def __init__(self, shape: Shape, now: datetime) -> None:
        self._shape = shape
        self._now = now

    def read(self, raw: RawRow) -> tuple[Record, list[Finding]]:
        """Return what the row tells, and what in it could not be used.

        Raises:
            Refused: it cannot become a ticket.
        """
        if raw.fault is not None:
            raise Refused("", "", raw.fault)
        return _Row(raw, self._shape, self._now).read()


class _Row:
    """One row while it is read: its values, and what was found so far."""

    def __init__(self, raw: RawRow, shape: Shape, now: datetime) -> None:
        self._line = raw.line
        self._values: Mapping[str, str] = raw.values
        self._shape = shape
        self._now = now
        self._id = self._get("id")
        self._findings: list[Finding] = []

    def read(self) -> tuple[Record, list[Finding]]:
        self._check_id()
        standing = self._standing()
        created = self._created()
        first, finished, last = self._times(created)
        address = self._cut("address", _LONGEST_ADDRESS)
        record = Record(
            line=self._line,
            external_id=self._id,
            types=self._list("types"),
            organisations=self._list("organisations"),
            comment=self._cut("comment", _LONGEST_COMMENT),
            note=self._cut("note", _LONGEST_COMMENT),
            point=self._point(),
            address=address,
            area=self._area(address),
            photos=self._links("photos"),
            photos_after=self._links("photos_after"),
            state=self._get("state"),
            standing=standing,
            stars=self._stars(),
            reopened=self._count(),
            created_at=created,
            first_response_at=first,
            finished_at=finished,
            last_activity=last,
        )
        return record, self._findings

    def _get(self, field: str) -> str:
        value = self._values.get(field, "").strip()
        return "" if value in {"None", "NULL", "null", "nan"} else value

    def _find(self, field: str, value: str, problem: Problem) -> None:
        self._findings.append(Finding(self._line, self._id, field, value, problem))

    def _check_id(self) -> None:
        if not self._id:
            raise Refused("id", "", Problem.NO_ID)
        if not _ID.fullmatch(self._id):
            raise Refused("id", self._id, Problem.BAD_ID)

    def _standing(self) -> Standing:
        state = self._get("state")
        standing = standing_of(state)
        if standing is None:
            raise Refused("state", state, Problem.UNKNOWN_STATE)
        return standing

    def _created(self) -> datetime:
        text = self._get("created")
        moment = read_moment(text, self._shape.zone)
        if moment is None:
            raise Refused("created", text, Problem.BAD_TIME)
        if not is_plausible(moment, self._now):
            raise Refused("created", text, Problem.IMPLAUSIBLE_TIME)
        return moment

    def _times(self, created: datetime) -> tuple[datetime | None, datetime | None, datetime]:
        """Return first response, finish and last activity; what precedes its cause is left out."""
        first = self._moment("first_response") or self._after(created, "minutes_to_response")
        first = self._in_order("first_response", first, created)
        finished = self._moment("finished") or self._after(created, "minutes_total")
        finished = finished or (self._after(first, "minutes_of_work") if first else None)
        finished = self._in_order("finished", finished, first or created)
        last = self._in_order("last_activity", self._moment("last_activity"), created)
        return first, finished, max(last or created, finished or created, first or created)

    def _moment(self, field: str) -> datetime | None:
        text = self._get(field)
        moment = read_moment(text, self._shape.zone) if text else None
        if text and (moment is None or not is_plausible(moment, self._now)):
            self._find(field, text, Problem.BAD_OTHER_TIME)
            return None
        return moment

    def _after(self, start: datetime, field: str) -> datetime | None:
        """Return the moment so many minutes after `start`; an empty or odd number tells nothing."""
        try:
            minutes = float(self._get(field))
        except ValueError:
            return None
        return start + timedelta(minutes=minutes) if 0 < minutes < _MOST_MINUTES else None

    def _in_order(self, field: str, moment: datetime | None, start: datetime) -> datetime | None:
        if moment is None or moment >= start:
            return moment
        if start - moment <= _STAMPED_TOGETHER:
            return start
        self._find(field, self._get(field) or moment.isoformat(), Problem.WRONG_ORDER)
        return None

    def _point(self) -> Point | None:
        if "coordinates" in self._values:
            field, text = "coordinates", self._get("coordinates")
        else:
            field, text = "latitude", f"{self._get('latitude')} {self._get('longitude')}".strip()
        if not text.translate(_LIST_MARKS).strip(" ,"):
            return None
        numbers = read_numbers(text)
        if len(numbers) != 2:
            self._find(field, text, Problem.BAD_COORDINATES)
            return None
        latitude, longitude = numbers if self._shape.latitude_first else numbers[::-1]
        point = read_point(latitude, longitude)
        if point is None:
            self._find(field, text, Problem.OUTSIDE)
        elif point != Point(latitude, longitude):
            self._find(field, text, Problem.SWAPPED)
        return point

    def _area(self, address: str) -> Address:
        province = self._get("province")
        if province and not is_province(province):
            self._find("province", province, Problem.BAD_PROVINCE)
        return area_of(province, self._get("district"), self._get("subdistrict"), address)

    def _stars(self) -> int | None:
        text = self._get("stars")
        if text.removesuffix(".0") in {"", "0"}:  # 0 is how Traffy writes "not rated"
            return None
        if text.removesuffix(".0") in {"1", "2", "3", "4", "5"}:
            return int(text[0])
        self._find("stars", text, Problem.BAD_STARS)
        return None

    def _count(self) -> int:
        text = self._get("reopened").removesuffix(".0") or "0"
        if text.isascii() and text.isdigit() and len(text) <= 4:
            return int(text)
        self._find("reopened", text, Problem.BAD_COUNT)
        return 0

    def _cut(self, field: str, longest: int) -> str:
        text = self._get(field)
        if "\ufffd" in text:
            self._find(field, "", Problem.BAD_BYTES)
        if len(text) > longest:
            self._find(field, f"{len(text):,}", Problem.CUT)
        return text[:longest]

    def _list(self, field: str) -> tuple[str, ...]:
        parts = self._get(field).translate(_LIST_MARKS).split(",")
        named = dict.fromkeys(part.strip()[:_LONGEST_LISTED] for part in parts if part.strip())
        return tuple(named)[:_MOST_LISTED]

    def _links(self, field: str) -> tuple[str, ...]:
        found = (link.rstrip(",;\"']}") for link in _LINK.findall(self._get(field)))
        return tuple(dict.fromkeys(found))[:_MOST_LISTED]
