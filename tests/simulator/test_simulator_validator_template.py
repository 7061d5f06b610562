"""Template messages against LINE's published limits."""

import pytest

from tests.simulator.message_kit import (
    POST,
    SAY,
    URL,
    Json,
    buttons,
    column,
    faults,
    picker,
    template,
    uri,
)

GOOD: dict[str, Json] = {
    "buttons": buttons(text="ก" * 160, actions=[SAY, POST, uri("tel:1555"), picker()]),
    "buttons with title": buttons(title="ก" * 40, text="ก" * 60, thumbnailImageUrl=URL),
    "confirm": template("confirm", text="ก" * 240, actions=[SAY, POST]),
    "carousel": template("carousel", columns=[column(title="ก"), column(title="ข")]),
    "image carousel": template(
        "image_carousel", columns=[{"imageUrl": URL, "action": {"type": "message", "text": "ก"}}]
    ),
}


@pytest.mark.parametrize("message", GOOD.values(), ids=GOOD.keys())
def test_it_passes_templates_line_takes(message: Json) -> None:
    assert faults(message) == []


BAD: dict[str, tuple[Json, str]] = {
    "5 buttons": (buttons(actions=[SAY] * 5), "/template/actions"),
    "no buttons": (buttons(actions=[]), "/template/actions"),
    "buttons text of 161": (buttons(text="ก" * 161), "/template/text"),
    "buttons text of 61 with title": (buttons(text="ก" * 61, title="ก"), "/template/text"),
    "buttons title of 41": (buttons(title="ก" * 41), "/template/title"),
    "camera in a template": (
        buttons(actions=[{"type": "camera", "label": "ก"}]),
        "/template/actions/0/type",
    ),
    "template label of 21": (
        buttons(actions=[{**SAY, "label": "ก" * 21}]),
        "/template/actions/0/label",
    ),
    "confirm with 3": (
        template("confirm", text="ก", actions=[SAY] * 3),
        "/template/actions",
    ),
    "confirm text of 241": (
        template("confirm", text="ก" * 241, actions=[SAY] * 2),
        "/template/text",
    ),
    "carousel of 11": (template("carousel", columns=[column()] * 11), "/template/columns"),
    "carousel with unequal actions": (
        template("carousel", columns=[column(), column(actions=[SAY, SAY])]),
        "/template/columns",
    ),
    "carousel with some titles": (
        template("carousel", columns=[column(), column(title="ก")]),
        "/template/columns",
    ),
    "carousel text of 121": (
        template("carousel", columns=[column(text="ก" * 121)]),
        "/template/columns/0/text",
    ),
    "image carousel label of 13": (
        template(
            "image_carousel", columns=[{"imageUrl": URL, "action": {**SAY, "label": "ก" * 13}}]
        ),
        "/template/columns/0/action/label",
    ),
}


@pytest.mark.parametrize(("message", "where"), BAD.values(), ids=BAD.keys())
def test_it_refuses_templates_line_refuses(message: Json, where: str) -> None:
    assert faults(message) == [where]
