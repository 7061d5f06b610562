"""Questions near the documents' subject that they surely do not answer, and why not."""

from __future__ import annotations

from knowledge.misses import NearMiss
from knowledge.ranking import Ranking
from knowledge.reading import Reading
from knowledge.signals import SignalBook
from knowledge.unheld_names import (
    beyond_its_rows,
    no_such_level,
    no_such_part,
    no_such_time,
    other_award,
    other_plan,
    told_so,
    unknown_body,
    unknown_term,
)
from knowledge.unheld_wants import lacking, measure_of_another, not_of_criteria, untold_quality
from knowledge.unheld_years import other_year


def near_miss(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """What the question names that the best entry, or every entry, does not hold."""
    if question.impossible and not told_so(question, ranking):
        return NearMiss("criterion", {"asked": ", ".join(question.impossible)})
    return (
        no_such_level(question)
        or unknown_body(book, question, ranking)
        or no_such_part(book, question)
        or beyond_its_rows(book, question, ranking)
        or no_such_time(question, ranking)
        or other_plan(question, ranking)
        or other_year(book, question, ranking)
        or unknown_term(book, question)
        or lacking(book, question, ranking)
        or untold_quality(question, ranking)
        or measure_of_another(book, question, ranking)
        or not_of_criteria(book, question, ranking)
        or other_award(book, question, ranking)
    )
