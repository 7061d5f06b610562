"""Open data written as CSV, JSON Lines and GeoJSON, batch by batch."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from complaints.publishing.columns import COLUMNS, Column, Row, Value
from core.spreadsheets import BOM, harmless

Batches = Iterable[list[Row]]


class Format(StrEnum):
    """How the rows are written; the value ends the file's name."""

    CSV = "csv"
    JSON_LINES = "jsonl"
    GEOJSON = "geojson"


MEDIA_TYPES: Mapping[Format, str] = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON_LINES: "application/x-ndjson",
    Format.GEOJSON: "application/geo+json",
}


def write(kind: Format, batches: Batches, columns: Sequence[Column] = COLUMNS) -> Iterator[str]:
    """Yield the file in pieces."""
    return _WRITERS[kind](batches, columns)


def as_object(row: Row, columns: Sequence[Column] = COLUMNS) -> dict[str, Value]:
    """Return a row as {column: value}."""
    return {column.name: column.read(row) for column in columns}


def _csv(batches: Batches, columns: Sequence[Column]) -> Iterator[str]:
    yield BOM + _csv_lines([[column.name for column in columns]])
    for rows in batches:
        yield _csv_lines([[_cell(column.read(row)) for column in columns] for row in rows])


def _csv_lines(lines: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue()


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else value


def _json_lines(batches: Batches, columns: Sequence[Column]) -> Iterator[str]:
    for rows in batches:
        yield "".join(_json(as_object(row, columns)) + "\n" for row in rows)


def _geojson(batches: Batches, columns: Sequence[Column]) -> Iterator[str]:
    yield '{"type":"FeatureCollection","features":['
    between = "\n"
    for rows in batches:
        yield between + ",\n".join(_json(_feature(as_object(row, columns))) for row in rows)
        between = ",\n"
    yield "\n]}\n"


def _feature(values: dict[str, Value]) -> dict[str, object]:
    latitude, longitude = values.pop("latitude"), values.pop("longitude")
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    return {
        "type": "Feature",
        "id": values["id"],
        "geometry": None if latitude is None else point,
        "properties": values,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_WRITERS: Mapping[Format, Callable[[Batches, Sequence[Column]], Iterator[str]]] = {
    Format.CSV: _csv,
    Format.JSON_LINES: _json_lines,
    Format.GEOJSON: _geojson,
}
