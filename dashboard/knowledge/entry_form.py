"""The form of an entry as typed, and the draft that it makes."""

from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, Field

from knowledge.draft import Draft, new_id

LONGEST = 20_000  # characters of one field: far above every limit of its own
MOST = 100  # boxes ticked in one group

Words = Annotated[str, Field(max_length=LONGEST)]
Ticked = Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=MOST)]


class EntryForm(BaseModel):
    """One field for each of the page. `seen` is the newest revision the editor had before them."""

    entry_id: Annotated[str, Field(max_length=120)] = ""
    seen: Annotated[int, Field(ge=0)] = 0
    gap: int | None = None
    title: Words = ""
    kind: Words = "fact"
    asks: Words = ""
    answer: Words = ""
    conflict: Words = ""
    doc: Words = "added"
    place: Words = ""
    source_year: Words = ""
    years: Words = ""
    figures: Words = ""
    terms: Words = ""
    see: Words = ""
    note: Annotated[str, Field(max_length=300)] = ""
    criterion: Ticked = []
    category: Ticked = []
    level: Ticked = []
    dimension: Ticked = []
    award: Ticked = []
    closes: Annotated[list[int], Field(max_length=1000)] = []

    def draft(self) -> Draft:
        """Return what was typed, its lines apart; a new entry gets its id here."""
        return Draft(
            entry_id=self.entry_id or new_id(),
            title=_line(self.title),
            kind=self.kind,
            asks=_lines(self.asks),
            answer="\n".join(line.rstrip() for line in self.answer.strip().splitlines()),
            conflict=_line(self.conflict),
            doc=self.doc,
            place=_line(self.place),
            source_year=self.source_year.strip(),
            criterion=tuple(self.criterion),
            category=tuple(self.category),
            level=tuple(self.level),
            dimension=tuple(self.dimension),
            award=tuple(self.award),
            years=_line(self.years),
            figures=_lines(self.figures),
            terms=_lines(self.terms),
            see=_lines(self.see),
        )


Typed = Annotated[EntryForm, Form()]


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for part in text.splitlines() if (line := _line(part))))
