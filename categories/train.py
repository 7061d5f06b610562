"""Learns the shipped model from our own sentences: `python -m categories.train`.

Sources: training/*.yml, the phrases of concepts.yml and the keywords of catalog.yml. What it comes
to on sentences it had not learned is written beside it.
"""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from categories import catalog, concepts, features, figures, focus, linear, precedence
from categories.evaluate import Recorded, evaluate
from categories.features import FeatureReader
from categories.fitting import Example, Fitted, fit, lessons_of
from categories.labelled import Row

TRAINING = Path(__file__).with_name("training")
KNOWLEDGE = (concepts.CONCEPTS_FILE, precedence.PRECEDENCE_FILE, catalog.CATALOG_FILE)
READING = (Path(features.__file__), Path(focus.__file__))  # weights fit what reads the texts
PHRASE_WEIGHT = 0.05  # a phrase alone says less than a sentence


def sentence_files() -> list[Path]:
    """The files of own sentences, named by the category they are about or by their manner."""
    return sorted(TRAINING.glob("*.yml"))


def own_sentences() -> list[Example]:
    """The sentences of the files."""
    return [example for file in sentence_files() for example in _examples(file)]


def own_words() -> list[Example]:
    """The keywords and phrases."""
    keywords = [Example(word, each.code) for each in catalog.load() for word in each.keywords]
    return keywords + [
        Example(phrase, code, weight=PHRASE_WEIGHT) for phrase, code in concepts.home_phrases()
    ]


def own_examples() -> list[Example]:
    """Everything the shipped model learns from."""
    return own_sentences() + own_words()


def fingerprint() -> str:
    """Names the content of the sources; a model carries that of the sources it learned from."""
    digest = hashlib.sha256()
    for file in (*sentence_files(), *KNOWLEDGE, *READING):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def as_row(example: Example) -> Row:
    """The example as a labelled complaint."""
    return Row("", example.text, example.code, frozenset((example.code, *example.also)))


def learn(examples: Sequence[Example], named: str) -> Fitted:
    """Fit a model to the examples; `named` is kept in it."""
    codes = catalog.load().codes
    return fit(lessons_of(FeatureReader.load(), examples, codes), codes, named)


def _examples(file: Path) -> Iterator[Example]:
    """A file holds sentences of the category it is named by, or category -> sentences."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    by_code = content if isinstance(content, dict) else {file.stem: content}
    for code, sentences in by_code.items():
        for item in sentences:
            entry: dict[str, Any] = {"text": item} if isinstance(item, str) else item
            yield Example(entry["text"], code, tuple(entry.get("also", ())))


def main() -> None:
    """Learn, and write the model and its figures."""
    sentences = own_sentences()
    fitted = learn(sentences + own_words(), fingerprint())
    linear.MODEL_FILE.parent.mkdir(exist_ok=True)
    fitted.model.save(linear.MODEL_FILE)
    left_out = Recorded.of(fitted.model.codes, sentences, fitted.left_out)
    report = evaluate(left_out, map(as_row, sentences))
    figures.write_shipped(fitted.model.fingerprint, report)
    size = linear.MODEL_FILE.stat().st_size // 1024
    sys.stdout.write(
        f"{linear.MODEL_FILE.name}: {size} kB, temperature {fitted.model.temperature:.2f}, "
        f"sentences left out: accept@1 {report.overall.at_1:.1%}, @3 {report.overall.at_3:.1%}\n"
    )


if __name__ == "__main__":
    main()
