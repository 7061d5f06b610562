"""Boundaries as people bring them: checked, put right, refused with a reason."""

import json

import pytest

from agencies import shapes
from agencies.shapes import read_corners, read_geojson
from core.errors import InvalidInput

SQUARE = [[100.5, 13.7], [100.6, 13.7], [100.6, 13.8], [100.5, 13.8], [100.5, 13.7]]


def geojson(coordinates: object = None, kind: str = "Polygon") -> bytes:
    return json.dumps({"type": kind, "coordinates": coordinates or [SQUARE]}).encode()


def test_it_reads_a_polygon_and_its_size() -> None:
    drawn = read_geojson(geojson())
    assert drawn.km2 == pytest.approx(120.1, rel=0.01)
    assert drawn.mended == ()
    assert json.loads(drawn.geojson)["type"] == "MultiPolygon"


def test_it_joins_the_polygons_of_a_collection() -> None:
    other = [[x + 1, y] for x, y in SQUARE]
    features = [
        {"type": "Feature", "properties": {}, "geometry": json.loads(geojson([ring]))}
        for ring in (SQUARE, other)
    ]
    features.append({"type": "Feature", "properties": {}, "geometry": None})
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    assert len(read_geojson(data).shape.geoms) == 2


def test_it_turns_swapped_coordinates_round() -> None:
    drawn = read_geojson(geojson([[[y, x] for x, y in SQUARE]]))
    assert drawn.mended == ("swapped",)
    assert drawn.shape.bounds == (100.5, 13.7, 100.6, 13.8)


def test_it_repairs_a_shape_that_crosses_itself() -> None:
    bow_tie = [[100.5, 13.7], [100.6, 13.8], [100.6, 13.7], [100.5, 13.8], [100.5, 13.7]]
    drawn = read_geojson(geojson([bow_tie]))
    assert drawn.mended == ("repaired",)
    assert drawn.shape.is_valid


def test_it_thins_out_a_drawing_of_too_many_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "MOST_POINTS", 100)
    side = [[100.5 + i / 10_000, 13.7] for i in range(1000)]
    drawn = read_geojson(geojson([[*side, [100.6, 13.8], [100.5, 13.8], [100.5, 13.7]]]))
    assert drawn.mended == ("simplified",)
    assert drawn.km2 == pytest.approx(120, rel=0.02)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no json", "boundary_unreadable"),
        (b"[]", "boundary_unreadable"),
        (b"\xff\xfe", "boundary_unreadable"),
        (b'{"type": "Polygon"}', "boundary_unreadable"),
        (b'{"type": "Circle", "coordinates": []}', "boundary_unreadable"),
        (geojson([100.5, 13.7], "Point"), "boundary_no_polygon"),
        (b'{"type": "FeatureCollection", "features": []}', "boundary_no_polygon"),
        (geojson([[[0, 0], [1, 0], [1, 1], [0, 0]]]), "boundary_outside"),
    ],
)
def test_it_says_why_it_cannot_use_a_file(data: bytes, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_geojson(data)
    assert refused.value.reason == reason


def test_it_refuses_a_file_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "LARGEST", 10)
    with pytest.raises(InvalidInput, match="boundary_large"):
        read_geojson(geojson())


def test_it_reads_typed_corners() -> None:
    drawn = read_corners("13.7, 100.5\n13.7 100.6\n\n100.6, 13.8")
    assert drawn.shape.bounds == (100.5, 13.7, 100.6, 13.8)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("13.7, 100.5\n13.7, 100.6", "boundary_few_corners"),
        ("13.7, 100.5\nabc\n13.8, 100.6", "boundary_corner"),
        ("0, 0\n1, 1\n0, 1", "boundary_outside"),
        ("13.7, 100.5\n13.7, 100.5\n13.7, 100.5", "boundary_no_polygon"),
    ],
)
def test_it_says_which_corner_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_corners(text)
    assert refused.value.reason == reason
