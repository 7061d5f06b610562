"""Actions: what a button, a quick reply or a tappable area does."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from bot.validate.rules import (
    Field,
    Problem,
    Rule,
    by_type,
    constant,
    label,
    may,
    need,
    one_of,
    pattern,
    record,
    text,
    url,
)

URI = url(1000, "http", "https", "line", "tel")
MOMENT = pattern(r"\d{4}-\d{2}-\d{2}([Tt]\d{2}:\d{2})?|\d{2}:\d{2}", "a date, time or both")

LAYOUTS = {"date": "%Y-%m-%d", "time": "%H:%M", "datetime": "%Y-%m-%dT%H:%M"}
BOUNDS = ("min", "initial", "max")


def _postback(value: Any, path: str) -> Iterator[Problem]:
    if "displayText" in value and "text" in value:
        yield f"{path}.displayText", "cannot stand beside text"
    if "fillInText" in value and value.get("inputOption") != "openKeyboard":
        yield f"{path}.fillInText", "needs inputOption openKeyboard"


def _datetime(value: Any, path: str) -> Iterator[Problem]:
    layout = LAYOUTS[value["mode"]]
    moments = {name: _moment(value[name], layout) for name in BOUNDS if name in value}
    for name, moment in moments.items():
        if moment is None:
            yield f"{path}.{name}", f"must be a {value['mode']} between 1900 and 2100"
    low, at, high = (moments.get(name) for name in BOUNDS)
    if low and high and low >= high:
        yield f"{path}.max", "must be after min"
    if at and ((low and at < low) or (high and at > high)):
        yield f"{path}.initial", "must be between min and max"


def _moment(value: str, layout: str) -> datetime | None:
    try:
        moment = datetime.strptime(value.upper(), layout).replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if 1900 <= moment.year <= 2100 else None


def _kinds(label_field: Field) -> dict[str, Rule]:
    postback = {
        "data": need(text(300)),
        "displayText": may(label(300)),
        "text": may(label(300)),
        "inputOption": may(one_of("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice")),
        "fillInText": may(label(300)),
    }
    picker = {
        "data": need(text(300)),
        "mode": need(one_of("date", "time", "datetime")),
        "initial": may(MOMENT),
        "max": may(MOMENT),
        "min": may(MOMENT),
    }
    altered = record({"desktop": need(URI)})
    return {
        "postback": _action("postback", label_field, postback, _postback),
        "message": _action("message", label_field, {"text": need(label(300))}),
        "uri": _action("uri", label_field, {"uri": need(URI), "altUri": may(altered)}),
        "datetimepicker": _action("datetimepicker", label_field, picker, _datetime),
        "clipboard": _action("clipboard", label_field, {"clipboardText": need(text(1000))}),
    }


def _action(kind: str, label_field: Field, fields: dict[str, Field], *extra: Rule) -> Rule:
    return record({"type": constant(kind), "label": label_field, **fields}, *extra)


def _quick_kinds() -> dict[str, Rule]:
    shown = need(label(20))
    pickers = {kind: _action(kind, shown, {}) for kind in ("camera", "cameraRoll", "location")}
    return {**_kinds(shown), **pickers}


template_action = by_type(_kinds(need(label(20))))
image_carousel_action = by_type(_kinds(may(label(12))))
area_action = by_type(_kinds(may(label(20))))
flex_button_action = by_type(_kinds(need(label(40))))
flex_area_action = by_type(_kinds(may(label(40))))
quick_reply_action = by_type(_quick_kinds())
rich_menu_action = by_type(
    {
        **_kinds(may(label(20))),
        "richmenuswitch": _action(
            "richmenuswitch",
            may(label(20)),
            {
                "richMenuAliasId": need(pattern(r"[a-z0-9_-]{1,32}", "an alias id")),
                "data": need(text(300)),
            },
        ),
    }
)
