"""What of a text its writer wants fixed."""

import pytest

from categories import concepts
from categories.concepts import Mention
from categories.precedence import Precedence


def _mentions(*named: str) -> list[Mention]:
    return [Mention(concept, place, place + 1) for place, concept in enumerate(named)]


def test_it_puts_danger_and_haste_behind_a_concrete_thing() -> None:
    rules = Precedence(background=("danger",))

    assert rules.foremost("", _mentions("danger", "wire")) == ["wire"]
    assert rules.foremost("", _mentions("danger")) == []


def test_it_puts_a_consequence_behind_its_cause_only_where_both_are_told() -> None:
    rules = Precedence(beside={"garbage": ["smell"]})

    assert rules.foremost("", _mentions("smell", "garbage")) == ["garbage"]
    assert rules.foremost("", _mentions("smell", "dog")) == ["smell", "dog"]


def test_it_keeps_both_where_each_would_step_back_for_the_other() -> None:
    rules = Precedence(beside={"garbage": ["smell"], "smell": ["garbage"]})

    assert rules.foremost("", _mentions("smell", "garbage")) == ["smell", "garbage"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("หลุมหน้าวัด", ["hole"]), ("หลุม วัดพัง", ["hole", "temple"])],
)
def test_it_takes_a_thing_after_a_word_of_place_as_the_place(
    text: str, expected: list[str]
) -> None:
    rules = Precedence(places=("temple",), after=("หน้า",))
    mentions = [
        Mention("hole", 0, 4),
        Mention("temple", text.index("วัด"), text.index("วัด") + 3),
    ]

    assert rules.foremost(text, mentions) == expected


def test_it_takes_the_place_as_the_thing_where_nothing_else_is_told() -> None:
    rules = Precedence(places=("temple",), after=("หน้า",))

    assert rules.foremost("หน้าวัด", [Mention("temple", 4, 7)]) == ["temple"]


def test_it_speaks_only_of_concepts_that_there_are() -> None:
    known = {concept for each in concepts.load().phrases.values() for concept in each}
    rules = Precedence.load()

    assert rules.background | rules.places | set(rules.beside) <= known
    assert {other for others in rules.beside.values() for other in others} <= known
