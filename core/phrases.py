"""Words for people, kept in YAML beside the code that says them, Thai and English.

A file maps keys to `{th: …, en: …}`; values are filled in by name as in `{code}`.
"""

import string
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import yaml

Language = Literal["th", "en"]
LANGUAGES: tuple[Language, ...] = ("th", "en")


class PhrasesError(Exception):
    """A phrase file breaks a rule; the text names file and key."""


class Phrases:
    """The phrases of one file, checked when read."""

    def __init__(self, phrases: Mapping[str, Mapping[str, str]]) -> None:
        self._phrases = phrases

    def say(self, key: str, language: Language = "th", **values: object) -> str:
        """Return the phrase, filled in. Raises KeyError for an unknown key or missing value."""
        return self._phrases[key][language].format(**values)

    def keys(self) -> frozenset[str]:
        """Return every key."""
        return frozenset(self._phrases)


def load_phrases(path: Path) -> Phrases:
    """Read a phrase file.

    Raises:
        PhrasesError: a language is missing or the languages name different values.
    """
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key, said in raw.items():
        if not isinstance(said, dict) or set(said) != set(LANGUAGES):
            raise PhrasesError(f"{path.name}: {key} needs exactly th and en")
        if not all(isinstance(words, str) for words in said.values()):
            raise PhrasesError(f"{path.name}: {key} holds something else than words; quote it")
        if _values(said["th"]) != _values(said["en"]):
            raise PhrasesError(f"{path.name}: {key} names different values in th and en")
    return Phrases(
        {key: {lang: said[lang].strip() for lang in LANGUAGES} for key, said in raw.items()}
    )


def _values(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}
