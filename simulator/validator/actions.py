"""Action objects, and where each kind may stand."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from simulator.validator.checks import (
    Check,
    anything,
    by_type,
    graphemes,
    one_of,
    pattern,
    shape,
    text,
)
from simulator.validator.problems import Spot
from simulator.validator.urls import link_problem

_EVERYWHERE = {"postback", "message", "uri", "datetimepicker", "clipboard"}
_PICKERS = {"camera", "cameraRoll", "location"}
_FORMATS = {
    "date": (r"\d{4}-\d\d-\d\d", "%Y-%m-%d"),
    "time": (r"\d\d:\d\d", "%H:%M"),
    "datetime": (r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d", "%Y-%m-%dT%H:%M"),
}
LONGEST_URI = 1000


@dataclass(frozen=True)
class Place:
    """Where an action stands decides its label and which kinds may stand there."""

    label: int
    label_required: bool = False
    kinds: frozenset[str] = frozenset(_EVERYWHERE)


QUICK_REPLY = Place(20, True, frozenset(_EVERYWHERE | _PICKERS))
TEMPLATE = Place(20, True)
TEMPLATE_DEFAULT = Place(20)
IMAGE_CAROUSEL = Place(12)
RICH_MENU = Place(20, kinds=frozenset(_EVERYWHERE | {"richmenuswitch"}))
FLEX_BUTTON = Place(40, True)
FLEX = Place(40)
FLEX_VIDEO = Place(40, True, frozenset({"uri"}))

_DATA = text(300)
_SPOKEN = text(300, graphemes)
_ALIAS = pattern(r"[a-z0-9_-]{1,32}", "must match ^[a-z0-9_-]{1,32}$")


def uri(value: Any, spot: Spot) -> None:
    text(LONGEST_URI)(value, spot)
    if isinstance(value, str) and value:
        problem = link_problem(value)
        if problem:
            spot.fail(problem)


def _alt_uri(value: Any, spot: Spot) -> None:
    shape(value, spot, {"desktop": uri})


_FIELDS: dict[str, tuple[dict[str, Check], tuple[str, ...]]] = {
    "postback": (
        {
            "data": _DATA,
            "displayText": _SPOKEN,
            "text": _SPOKEN,
            "inputOption": one_of("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"),
            "fillInText": _SPOKEN,
        },
        ("data",),
    ),
    "message": ({"text": _SPOKEN}, ("text",)),
    "uri": ({"uri": uri, "altUri": _alt_uri}, ("uri",)),
    "datetimepicker": (
        {
            "data": _DATA,
            "mode": one_of("date", "time", "datetime"),
            "initial": anything,
            "min": anything,
            "max": anything,
        },
        ("data", "mode"),
    ),
    "clipboard": ({"clipboardText": text(1000)}, ("clipboardText",)),
    "camera": ({}, ()),
    "cameraRoll": ({}, ()),
    "location": ({}, ()),
    "richmenuswitch": ({"data": _DATA, "richMenuAliasId": _ALIAS}, ("data", "richMenuAliasId")),
}


def action_at(place: Place) -> Check:
    """The check of any action object standing at that place."""
    return by_type({kind: _check_kind(kind, place) for kind in _FIELDS if kind in place.kinds})


def _check_kind(kind: str, place: Place) -> Check:
    fields, required = _FIELDS[kind]
    least = 1 if place.label_required else 0
    full = {"type": anything, "label": text(place.label, graphemes, least), **fields}
    wanted = (*required, "label") if place.label_required else required

    def check(value: Any, spot: Spot) -> None:
        if shape(value, spot, full, wanted):
            _check_together(kind, value, spot)

    return check


def _check_together(kind: str, value: dict[str, Any], spot: Spot) -> None:
    if kind == "postback":
        _check_postback(value, spot)
    elif kind == "datetimepicker":
        _check_dates(value, spot)


def _check_postback(value: dict[str, Any], spot: Spot) -> None:
    if "text" in value and "displayText" in value:
        spot.key("displayText").fail("text and displayText cannot be set at the same time")
    if "fillInText" in value and value.get("inputOption") != "openKeyboard":
        spot.key("fillInText").fail("requires inputOption openKeyboard")


def _check_dates(value: dict[str, Any], spot: Spot) -> None:
    mode = value.get("mode")
    if not isinstance(mode, str) or mode not in _FORMATS:
        return
    moments = {
        key: _moment(value[key], mode, spot.key(key))
        for key in ("initial", "min", "max")
        if key in value
    }
    least, most, initial = moments.get("min"), moments.get("max"), moments.get("initial")
    if least and most and most <= least:
        spot.key("max").fail("must be later than min")
    if initial and ((least and initial < least) or (most and initial > most)):
        spot.key("initial").fail("must be between min and max")


def _moment(value: Any, mode: str, spot: Spot) -> datetime | None:
    expression, layout = _FORMATS[mode]
    if not isinstance(value, str) or not re.fullmatch(expression, value):
        spot.fail(f"invalid {mode} format")
        return None
    try:
        moment = datetime.strptime(value.upper(), layout).replace(tzinfo=UTC)
    except ValueError:
        spot.fail(f"invalid {mode} format")
        return None
    if mode != "time" and not 1900 <= moment.year <= 2100:
        spot.fail("must be between 1900-01-01 and 2100-12-31")
    return moment
