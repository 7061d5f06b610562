"""The three shapes in which Traffy exports come, told apart by their header."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo

from core.clock import BANGKOK

# What every shape must bring; the rest of a shape's columns may be missing.
NEEDED = frozenset({"id", "types", "comment", "created", "state"})

_SAME_EVERYWHERE = {
    "ticket_id": "id",
    "type": "types",
    "address": "address",
    "timestamp": "created",
    "state": "state",
    "star": "stars",
    "count_reopen": "reopened",
    "last_activity": "last_activity",
}
_AREAS = {name: name for name in ("subdistrict", "district", "province")}
_DOWNLOAD = {
    **_SAME_EVERYWHERE,
    **_AREAS,
    "organization": "organisations",
    "comment": "comment",
    "photo": "photos",
    "photo_after": "photos_after",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a file's columns mean: `columns` maps their names, in lower case, to our fields.

    `zone` is that of times which name none; `latitude_first` whether the header puts it so.
    """

    name: str
    columns: Mapping[str, str]
    marks: frozenset[str]  # the columns that no other shape has
    zone: tzinfo
    latitude_first: bool

    def missing(self, header: Sequence[str]) -> tuple[str, ...]:
        """Return the columns that this shape must have and `header` has not."""
        present = {_plain(name) for name in header}
        needed = {name for name, field in self.columns.items() if field in NEEDED} | self.marks
        return tuple(name for name in self.columns if name in needed - present)

    def fields(self, header: Sequence[str]) -> tuple[str, ...]:
        """Return the field of each column of `header`, "" for one we do not use."""
        return tuple(self.columns.get(_plain(name), "") for name in header)

    def column(self, field: str) -> str:
        """Return what the file calls a field of ours, "" for none."""
        return next((name for name, known in self.columns.items() if known == field), field)


SHAPES = (
    Shape(
        name="api",
        columns={
            **_SAME_EVERYWHERE,
            "org": "organisations",
            "description": "comment",
            "coords": "coordinates",
            "photo_url": "photos",
            "after_photo": "photos_after",
            "note": "note",
        },
        marks=frozenset({"description", "coords"}),
        zone=UTC,
        latitude_first=False,
    ),
    Shape(
        name="open_data",
        columns={**_DOWNLOAD, "coords": "coordinates"},
        marks=frozenset({"comment", "coords"}),
        zone=UTC,
        latitude_first=False,
    ),
    Shape(
        name="full",
        columns={
            **_DOWNLOAD,
            "latitute": "latitude",  # so it is spelt
            "latitude": "latitude",
            "longitude": "longitude",
            "duration_minutes_inprogress": "minutes_to_response",
            "duration_minutes_finished": "minutes_of_work",
            "duration_minutes_total": "minutes_total",
            "timestamp_inprogress": "first_response",
            "timestamp_finished": "finished",
        },
        marks=frozenset({"comment", "longitude"}),
        zone=BANGKOK,
        latitude_first=True,
    ),
)


def recognise(header: Sequence[str]) -> Shape | None:
    """Return the shape with this header, in whatever order its columns stand, or None."""
    return next((shape for shape in SHAPES if not shape.missing(header)), None)


def _plain(name: str) -> str:
    return name.strip().strip("\ufeff").lower()
