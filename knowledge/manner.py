"""How much a text says: nothing, a bare name, a remark, or a question that can be answered."""

from __future__ import annotations

from knowledge.ranking import Ranking, weights
from knowledge.reading import Reading
from knowledge.routing import asks

# Near ties are asked back about where the question has few words and names nothing.
_FEW_WORDS = 3


def says_nothing(reading: Reading, ranking: Ranking) -> bool:
    """Whether a text has at most one word, which names nothing that could be answered."""
    told = asks(reading) or ranking.confidence >= weights().answer_from
    return not _names(reading) and len(reading.words) <= 1 and not (reading.words and told)


def only_names(reading: Reading, ranking: Ranking) -> bool:
    """Whether a text is hardly more than the number of a criterion, which opens its card."""
    bare = len(reading.criteria) == 1 and len(reading.words) <= 1 and not reading.wants
    return bare and ranking.best[0].entry.facets.criterion == reading.criteria


def is_remark(reading: Reading, ranking: Ranking) -> bool:
    """Whether a text is said in passing, by its manner, and nothing answers it."""
    remarked = reading.intents.best == "chatter" and not ranking.confidence >= weights().answer_from
    return remarked and not _names(reading) and not reading.units


def is_bare(reading: Reading) -> bool:
    """Whether a question has so few words, naming nothing, that one may ask back."""
    named = reading.names_something or reading.years or reading.levels or reading.amounts
    return not named and not reading.parts and not reading.echo and len(reading.words) <= _FEW_WORDS


def _names(reading: Reading) -> bool:
    return bool(reading.names_something or reading.years or reading.levels or reading.impossible)
