"""What we suggest people to ask is answered."""

import pytest

from core.phrases import Language
from handlers.ask import EXAMPLES
from handlers.turn import Services


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("key", EXAMPLES)
def test_it_answers_the_examples_on_its_own_buttons(
    services: Services, key: str, language: Language
) -> None:
    reply = services.engine.ask(services.phrases.say(key, language))
    assert reply.kind == "answer"


def test_it_answers_the_first_example_with_its_criterion(services: Services) -> None:
    assert services.engine.ask(services.phrases.say("ask.example.1")).criterion == "3.4"
