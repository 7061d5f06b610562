"""The ready-made words that come with the service: starter.yml, read once and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from complaints.responses import placeholders
from complaints.responses.tables import Use

ANY = "any"


@dataclass(frozen=True, slots=True)
class Starter:
    """A shipped text; `key` names it for good, `category` is "" for all of them."""

    key: str
    use: Use
    category: str
    title: str
    body: str


def read(path: Path) -> Mapping[str, Starter]:
    """Return {key: text} of a file. Raises InvalidInput for a placeholder there is none of."""
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    starters = {starter.key: starter for starter in _walk(tree)}
    for starter in starters.values():
        placeholders.check(starter.body)
    return starters


def _walk(tree: Mapping[str, Mapping[str, Mapping[str, Mapping[str, str]]]]) -> Iterator[Starter]:
    for use, categories in tree.items():
        for category, texts in categories.items():
            for name, text in texts.items():
                yield Starter(
                    key=f"{use}.{category}.{name}",
                    use=Use(use),
                    category="" if category == ANY else category,
                    title=text["title"],
                    body=text["body"],
                )


STARTERS = read(Path(__file__).with_name("starter.yml"))
