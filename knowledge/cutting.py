"""Cuts a document into passages, each under its heading and short enough to be shown whole."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.extraction import Block

LONGEST = 420  # characters of a passage: with heading and source it fits one answer
_HEADING = 200
_SENTENCE_END = re.compile(r"(?<=[.;!?ฯ])\s+|\s{2,}|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage with the heading that it stands under and the page where it begins."""

    heading: str
    page: int
    text: str


def cut(blocks: Iterable[Block]) -> list[Piece]:
    """The passages of a document, in its order."""
    pieces: list[Piece] = []
    heading, page, held = "", 0, ""
    for block in blocks:
        if block.heading:
            _keep(pieces, heading, page, held)
            heading, page, held = block.text[:_HEADING], block.page, ""
            continue
        for part in _parts(block.text):
            if held and len(held) + len(part) + 1 > LONGEST:
                _keep(pieces, heading, page, held)
                held = ""
            page = page if held else block.page
            held = f"{held}\n{part}" if held else part
    _keep(pieces, heading, page, held)
    return pieces


def _keep(pieces: list[Piece], heading: str, page: int, text: str) -> None:
    if text:
        pieces.append(Piece(heading, page, text))


def _parts(text: str) -> Iterator[str]:
    """A paragraph in parts that fit, cut at sentence ends, else at spaces, else anywhere."""
    held = ""
    for sentence in _SENTENCE_END.split(text):
        for piece in _forced(sentence.strip()):
            if held and len(held) + len(piece) + 1 > LONGEST:
                yield held
                held = ""
            held = f"{held} {piece}" if held else piece
    if held:
        yield held


def _forced(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        space = sentence.rfind(" ", LONGEST // 2, LONGEST)
        end = space if space > 0 else LONGEST
        yield sentence[:end]
        sentence = sentence[end:].strip()
    if sentence:
        yield sentence
