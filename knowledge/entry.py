"""What one reviewed entry holds: frozen, typed, free of file format."""

from __future__ import annotations

from dataclasses import dataclass, field

ADDED = "added."  # how the ids of entries begin that editors have written
KINDS = ("fact", "criterion", "list", "procedure", "compare", "definition")
LONG_KINDS = frozenset({"list", "procedure", "compare"})
# Characters that an answer may have: of lists, procedures, comparisons, and of the rest.
LONG_LIMIT, SHORT_LIMIT = 1400, 700
# Graphemes that the label of a quick reply may have.
LABEL_LIMIT = 20
LEVELS = ("basic", "advance", "significance")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands: document id, place inside it, edition year in พ.ศ. (None: undated).

    ``also`` are further documents that tell the same.
    """

    doc: str
    place: str
    year: int | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a person may ask for alone; ``year`` in พ.ศ. where it belongs to one."""

    name: str
    value: str
    unit: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a card says first to a question for yes or no.

    ``when`` are groups of words (``ส่ง|สมัคร``): the question holds one of each. ``says`` may end in
    "…", and then the card's first line follows it.
    """

    when: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Facets:
    """What a question may name and so bind an entry by."""

    criterion: tuple[str, ...] = ()
    category: tuple[int, ...] = ()
    level: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    award: tuple[str, ...] = ()
    dimension: tuple[int, ...] = ()
    topic: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A card on one subject, as a person would read it.

    ``answer`` carries no source line; its first line answers the question. ``missing`` marks a
    heading whose content did not survive in the document's text; ``label`` is a short title for a
    button, where the title does not tell itself apart in 20 graphemes.
    """

    id: str
    title: str
    kind: str
    asks: tuple[str, ...]
    answer: str
    source: Source
    facets: Facets = field(default_factory=Facets)
    figures: tuple[Figure, ...] = ()
    terms: tuple[str, ...] = ()
    conflict: str = ""
    see: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    missing: bool = False
    label: str = ""
    verdicts: tuple[Verdict, ...] = ()

    @property
    def topic_id(self) -> tuple[str, ...]:
        """The two first parts of the id, which entries of one topic share."""
        return tuple(self.id.split(".")[:2])

    @property
    def limit(self) -> int:
        """Most characters that the full answer text may have."""
        return LONG_LIMIT if self.kind in LONG_KINDS else SHORT_LIMIT
