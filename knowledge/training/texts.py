"""The invented texts that are learned from, by what they are for."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from categories import catalog
from categories.train import own_examples
from knowledge.entry import Entry
from knowledge.intent import NAMES

_FOLDER = Path(__file__).parent
_FORMS_EACH = 6  # ways of naming each thing
_SUBJECTS_EACH = 7  # subjects of which each attribute is asked
# Citizens ask their offices things as well; short and without a story, such a question is not told
# from one of any other matter.
_INQUIRY = re.compile(
    "ไหม|มั้ย|อะไร|ยังไง|ที่ไหน|เท่าไหร่|เท่าไร|กี่|เมื่อไหร่|หรือเปล่า|อย่างไร|^สอบถาม|ขอข้อมูล|how|what|where"
)
_OF_OFFICES = frozenset({"registration_pr", "other", "assistance", "health"})
_STORY_FROM = 70  # characters
# So that few texts of a kind are heard beside the thousands of others.
_WEIGHTS = {
    "documents": 1.0,
    "namings": 1.0,
    "complaint": 1.0,
    "elsewhere": 4.0,
    "attributes": 2.0,
    "chatter": 4.0,
}


@dataclass(frozen=True, slots=True)
class Example:
    """A text, the place of its intent in ``NAMES``, and how much it counts."""

    text: str
    intent: int
    weight: float


def examples(entries: Iterable[Entry]) -> list[Example]:
    """Everything that the intents are learned from."""
    return [
        *_of("documents", (text for entry in entries for text in (*entry.asks, entry.title))),
        *_of("documents", namings(), "namings"),
        *_of("complaint", complaints()),
        *_of("elsewhere", elsewhere()),
        *_of("elsewhere", attributes(), "attributes"),
        *_of("chatter", chatter()),
    ]


def elsewhere() -> list[str]:
    """Questions that the documents do not answer, each written by hand."""
    return [str(text) for text in _read("elsewhere.yml")["questions"]]


def attributes() -> list[str]:
    """What no document tells, asked of subjects that the documents do speak of."""
    content = _read("elsewhere.yml")
    source = random.Random(3)  # noqa: S311 (nothing secret)
    return [
        attribute.format(subject)
        for attribute in content["attributes"]
        for subject in source.sample(content["subjects"], _SUBJECTS_EACH)
    ]


def namings() -> list[str]:
    """Ways of asking by name or number alone, some for each thing named."""
    content = _read("naming.yml")
    source = random.Random(6)  # noqa: S311 (nothing secret)
    return [
        form.format(value)
        for name, values in content["values"].items()
        for value in values
        for form in source.sample(content[name], min(_FORMS_EACH, len(content[name])))
    ]


def chatter() -> list[str]:
    """What people say without asking or reporting anything."""
    return [str(text) for group in _read("chatter.yml") for text in group]


def complaints() -> Iterator[str]:
    """What citizens report, in a sentence or more."""
    keywords = {word for each in catalog.load() for word in each.keywords}
    for example in own_examples():
        whole = example.weight == 1 and example.text not in keywords  # phrases weigh less
        short = len(example.text) < _STORY_FROM
        inquires = short and example.code in _OF_OFFICES and _INQUIRY.search(example.text)
        if whole and not inquires:
            yield example.text


def _of(intent: str, texts: Iterable[str], kind: str = "") -> list[Example]:
    weight = _WEIGHTS[kind or intent]
    return [Example(text, NAMES.index(intent), weight) for text in texts]


def _read(name: str) -> Any:
    return yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))
