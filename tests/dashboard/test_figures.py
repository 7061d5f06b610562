"""The help page of the figures."""

from html import escape

import pytest

from complaints.figures.definitions import Level, load_definitions
from dashboard.wording import knows
from tests.dashboard.conftest import Visit, words


def test_it_explains_every_figure(visit: Visit) -> None:
    page = visit("dao").get("/figures/definitions")
    shown = words(page)
    for definition in load_definitions().values():
        assert f'id="{definition.id}"' in page.text
        assert definition.say("words") in shown, definition.id
        assert escape(definition.say("name", "en")).replace("&#x27;", "&#39;") in shown


def test_it_is_in_the_menu(visit: Visit) -> None:
    assert 'href="/dashboard/figures/definitions"' in visit("anan").get("/").text


@pytest.mark.parametrize("part", ["level", "about"])
def test_it_has_words_for_every_level(part: str) -> None:
    assert all(knows(f"figures.{part}.{level}") for level in Level)
