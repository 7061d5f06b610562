"""Tells of an import: every finding as a line of a CSV file, the whole as a few lines of words."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from categories.catalog import Catalog
from complaints.traffy.findings import Finding, Problem
from complaints.traffy.shapes import Shape
from complaints.traffy.tally import Tally
from core.phrases import Language, Phrases, load_phrases
from core.spreadsheets import harmless

WORDING_FILE = Path(__file__).with_name("wording.yml")

DONE: Mapping[Problem, str] = {
    Problem.BROKEN: "refused",
    Problem.WRONG_WIDTH: "refused",
    Problem.NO_ID: "refused",
    Problem.BAD_ID: "refused",
    Problem.UNKNOWN_STATE: "refused",
    Problem.BAD_TIME: "refused",
    Problem.IMPLAUSIBLE_TIME: "refused",
    Problem.WORKED_HERE: "left",
    Problem.OTHER_AGENCY: "left",
    Problem.OLDER: "left",
    Problem.OUTSIDE: "without",
    Problem.BAD_COORDINATES: "without",
    Problem.BAD_STARS: "without",
    Problem.BAD_COUNT: "without",
    Problem.BAD_OTHER_TIME: "without",
    Problem.WRONG_ORDER: "without",
    Problem.BAD_PROVINCE: "without",
    Problem.SWAPPED: "swapped",
    Problem.NO_TYPE: "by_words",
    Problem.UNKNOWN_TYPE: "other_types",
    Problem.BAD_BYTES: "kept",
    Problem.CUT: "cut",
    Problem.SEALED_ELSEWHERE: "central",
}
_COLUMNS = ("line", "ticket", "field", "value", "problem", "done")
_LONGEST_VALUE = 200


class Words:
    """The words of wording.yml in one language."""

    def __init__(self, language: Language) -> None:
        self._phrases: Phrases = load_phrases(WORDING_FILE)
        self.language = language

    def say(self, key: str, **values: object) -> str:
        """Return the words of a key. Raises KeyError."""
        return self._phrases.say(key, self.language, **values)

    def problem(self, problem: Problem) -> dict[str, str]:
        """Return what was wrong and what was done about it."""
        return {
            "problem": self.say(f"problem.{problem}"),
            "done": self.say(f"done.{DONE[problem]}"),
        }


class FindingsFile:
    """Writes findings as they come, so that their number costs no memory."""

    def __init__(self, file: TextIO, words: Words, shape: Shape) -> None:
        self._writer = csv.writer(file)
        self._words = words
        self._shape = shape
        self._writer.writerow(words.say(f"report.{column}") for column in _COLUMNS)

    def write(self, finding: Finding) -> None:
        """Add one line; what a spreadsheet would take for a formula is kept as text."""
        said = self._words.problem(finding.problem)
        told = (finding.external_id, self._shape.column(finding.field), finding.value)
        kept = (harmless(each[:_LONGEST_VALUE]) for each in told)
        self._writer.writerow([finding.line, *kept, said["problem"], said["done"]])


def summary(tally: Tally, words: Words, catalog: Catalog) -> Iterator[str]:
    """Yield the lines that tell what an import came to."""
    rows = ("rows", "new", "changed", "same", "left", "refused")
    yield words.say("summary.rows", **{name: getattr(tally, name) for name in rows})
    if tally.problems:
        yield words.say("summary.problems")
        for problem, count in tally.problems.most_common():
            yield words.say("summary.problem", count=count, **words.problem(problem))
    statuses = {words.say(f"status.{each}"): count for each, count in tally.statuses.items()}
    yield from _counted("statuses", statuses, words)
    names = {each.code: _name(each.name_th, each.name_en, words) for each in catalog}
    filed = {names[code]: count for code, count in tally.categories.items()}
    yield from _counted("categories", filed, words)
    yield from _counted("years", {str(year): tally.years[year] for year in tally.years}, words)


def _counted(title: str, counts: Mapping[str, int], words: Words) -> Iterator[str]:
    if counts:
        yield words.say(f"summary.{title}")
    for name, count in Counter(counts).most_common():
        yield words.say("summary.line", count=count, name=name)


def _name(thai: str, english: str, words: Words) -> str:
    return english if words.language == "en" else thai
