"""What a problem type of a Traffy Fondue export is among the 14 categories, by traffy_types.yml."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from categories import catalog
from thai.normalise import normalise

TYPES_FILE = Path(__file__).with_name("traffy_types.yml")


def categories_of(label: str) -> tuple[str, ...]:
    """The codes one type stands for, likeliest first; empty where the type is not known."""
    table = _table()
    return table["specific"].get(_key(label)) or table["general"].get(_key(label), ())


def categories_of_all(labels: Iterable[str]) -> tuple[str, ...]:
    """The codes of a report that bears several types: first the one to file it under, then others.

    What says what is wrong goes before what says how the citizen felt ("ร้องเรียน").
    """
    named = [(label, codes) for label in labels if (codes := categories_of(label))]
    general = _table()["general"]
    ordered = sorted(named, key=lambda each: _key(each[0]) in general)
    firsts = [codes[0] for _, codes in ordered]
    rest = [code for _, codes in ordered for code in codes[1:]]
    return tuple(dict.fromkeys(firsts + rest))


@cache
def _table() -> dict[str, dict[str, tuple[str, ...]]]:
    known = catalog.load()
    content = yaml.safe_load(TYPES_FILE.read_text(encoding="utf-8"))
    table = {
        kind: {
            _key(label): tuple(known.get(code).code for code in codes)
            for label, codes in labels.items()
        }
        for kind, labels in content.items()
    }
    for each in known:
        table["specific"].setdefault(_key(each.name_th), (each.code,))
        table["specific"].setdefault(_key(each.code), (each.code,))
    return table


def _key(label: str) -> str:
    return normalise(label).replace(" ", "").lower()
