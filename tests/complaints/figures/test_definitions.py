"""Every figure is explained, in Thai and in English."""

import pytest

from complaints.figures.definitions import PARTS, Level, load_definitions
from complaints.figures.measures import MEASURES
from complaints.figures.reckoning import HANDED_ON, OWNED
from core.phrases import LANGUAGES


def test_it_explains_exactly_what_is_reckoned() -> None:
    assert set(load_definitions()) == {*MEASURES, OWNED, HANDED_ON}


@pytest.mark.parametrize("part", PARTS)
def test_it_says_every_part_in_both_languages(part: str) -> None:
    for definition in load_definitions().values():
        told = [definition.say(part, language) for language in LANGUAGES]
        assert all(told)
        assert told[0] != told[1], definition.id


def test_it_has_figures_of_every_level() -> None:
    levels = [each.level for each in load_definitions().values()]
    assert set(levels) == set(Level)
    assert levels == sorted(levels, key=list(Level).index), "a level's figures stand together"
