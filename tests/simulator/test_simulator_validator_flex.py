"""Flex messages against LINE's published limits."""

import pytest

from simulator.validator.messages import check
from simulator.validator.problems import Context
from tests.simulator.message_kit import (
    POST,
    URL,
    WORDS,
    Json,
    box,
    bubble,
    button,
    faults,
    flex,
    image,
    in_body,
    text,
    video,
)

GOOD: dict[str, Json] = {
    "flex": flex(
        bubble(
            {**WORDS, "wrap": True, "size": "lg", "color": "#0b7a5c", "flex": 1, "scaling": True},
            {"type": "text", "contents": [{"type": "span", "text": "ก", "weight": "bold"}]},
            image(aspectRatio="20:13", aspectMode="cover", size="full"),
            {"type": "separator", "margin": "md"},
            {"type": "filler"},
            button(style="primary", height="sm", color="#0B7A5CFF"),
            box({"type": "icon", "url": URL}, WORDS, layout="baseline", spacing="5px"),
            box(WORDS, paddingAll="10%", cornerRadius="md", justifyContent="center"),
            size="kilo",
        )
    ),
    "hero video": flex({"type": "bubble", "hero": video(), "size": "mega"}),
    "12 bubbles": flex({"type": "carousel", "contents": [bubble(WORDS)] * 12}),
    "gradient": in_body(
        box(
            background={
                "type": "linearGradient",
                "angle": "90deg",
                "startColor": "#ffffff",
                "endColor": "#000000",
            }
        )
    ),
    "label of 40 in a button": in_body(button({**POST, "label": "ก" * 40})),
}


@pytest.mark.parametrize("message", GOOD.values(), ids=GOOD.keys())
def test_it_passes_flex_line_takes(message: Json) -> None:
    assert faults(message) == []


BAD: dict[str, tuple[Json, str]] = {
    "flex text empty": (in_body({"type": "text", "text": ""}), "/body/contents/0/text"),
    "flex text null": (in_body({"type": "text", "text": None}), "/body/contents/0/text"),
    "flex text without words": (in_body({"type": "text"}), "/body/contents/0/text"),
    "flex colour without #": (
        in_body({**WORDS, "color": "red"}),
        "/body/contents/0/color",
    ),
    "flex size unknown": (in_body({**WORDS, "size": "huge"}), "/body/contents/0/size"),
    "flex wrap as text": (in_body({**WORDS, "wrap": "true"}), "/body/contents/0/wrap"),
    "flex unknown field": (in_body({**WORDS, "font": "x"}), "/body/contents/0/font"),
    "flex null": (in_body({**WORDS, "color": None}), "/body/contents/0/color"),
    "flex button without label": (
        in_body(button({"type": "postback", "data": "d"})),
        "/body/contents/0/action/label",
    ),
    "flex button in a baseline box": (
        in_body(box(button(), layout="baseline")),
        "/body/contents/0/contents/0/type",
    ),
    "flex icon outside a baseline box": (
        in_body({"type": "icon", "url": URL}),
        "/body/contents/0/type",
    ),
    "flex gravity on a baseline": (
        in_body(box({**WORDS, "gravity": "top"}, layout="baseline")),
        "/body/contents/0/contents/0/gravity",
    ),
    "flex span outside text": (
        in_body({"type": "span", "text": "ก"}),
        "/body/contents/0/type",
    ),
    "flex spacer": (in_body({"type": "spacer"}), "/body/contents/0/type"),
    "flex http image": (
        in_body(image(url="http://example.go.th/a.png")),
        "/body/contents/0/url",
    ),
    "flex image 1:4": (in_body(image(aspectRatio="1:4")), "/body/contents/0/aspectRatio"),
    "flex video in the body": (in_body(video()), "/body/contents/0/type"),
    "flex video in a small bubble": (
        flex({"type": "bubble", "hero": video(), "size": "micro"}),
        "/hero",
    ),
    "flex video in a carousel": (
        flex({"type": "carousel", "contents": [{"type": "bubble", "hero": video()}]}),
        "/contents/0/hero",
    ),
    "flex body that is a text": (flex({"type": "bubble", "body": WORDS}), "/body/type"),
    "flex hero that is a text": (flex({"type": "bubble", "hero": WORDS}), "/hero/type"),
    "flex box without layout": (
        flex({"type": "bubble", "body": {"type": "box", "contents": []}}),
        "/body/layout",
    ),
    "flex camera action": (
        in_body(button({"type": "camera", "label": "ก"})),
        "/body/contents/0/action/type",
    ),
    "flex no bubbles": (flex({"type": "carousel", "contents": []}), "/contents"),
    "flex 13 bubbles": (
        flex({"type": "carousel", "contents": [bubble(WORDS)] * 13}),
        "/contents",
    ),
    "flex bubbles of two sizes": (
        flex({"type": "carousel", "contents": [bubble(WORDS), bubble(WORDS, size="micro")]}),
        "/contents",
    ),
    "flex bubble over 30 KB": (flex(bubble(*[{"type": "text", "text": "a" * 2000}] * 16)), ""),
    "flex empty bubble": (flex({"type": "bubble"}), ""),
    "flex bubble size unknown": (flex(bubble(WORDS, size="tera")), "/size"),
    "flex styles type": (
        flex(bubble(WORDS, styles={"type": "x"})),
        "/styles/type",
    ),
}


@pytest.mark.parametrize(("message", "where"), BAD.values(), ids=BAD.keys())
def test_it_refuses_flex_line_refuses(message: Json, where: str) -> None:
    assert faults(message) == [where]


def test_it_refuses_flex_nested_beyond_reason() -> None:
    nested = box()
    for _ in range(400):
        nested = box(nested)
    assert faults(flex({"type": "bubble", "body": nested}))


def test_it_names_the_message_a_flex_problem_is_in() -> None:
    (problem,) = check([text(), in_body({"type": "text", "text": ""})], Context())
    assert (problem.container, problem.property) == ("messages[1]", "/body/contents/0/text")
