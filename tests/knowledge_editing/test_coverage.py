"""The page of what the knowledge covers is current, and nothing of the documents is forgotten."""

import pytest

from knowledge.corpus import load_corpus
from knowledge.coverage import PAGE, Coverage, coverage, numbers, page, spans

DOCUMENTS = ("000", "001", "002", "003", "004")


@pytest.fixture(scope="module")
def documents() -> tuple[Coverage, ...]:
    return coverage(load_corpus())


def test_it_shows_the_page_as_the_entries_are_now(documents: tuple[Coverage, ...]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(documents), "run: python -m knowledge.coverage"


def test_it_accounts_for_every_line_of_every_document(documents: tuple[Coverage, ...]) -> None:
    assert tuple(each.doc for each in documents) == DOCUMENTS
    assert {each.doc: spans(each.unaccounted) for each in documents} == dict.fromkeys(DOCUMENTS, "")


def test_it_cites_only_lines_that_a_document_has(documents: tuple[Coverage, ...]) -> None:
    for each in documents:
        last = max(each.text)
        cited = {line for section in each.sections for line in section.lines}
        assert max(cited) <= last, each.doc


def test_it_names_every_entry(documents: tuple[Coverage, ...]) -> None:
    text = page(documents)
    assert not [entry.id for entry in load_corpus() if f"`{entry.id}`" not in text]


def test_it_says_why_something_is_left_out(documents: tuple[Coverage, ...]) -> None:
    reasons = [each for document in documents for each in document.left_out]
    assert reasons
    assert all(each.what and each.why and each.lines for each in reasons)


def test_it_reads_the_lists_of_lines_that_it_writes() -> None:
    assert numbers("3, 7-9") == {3, 7, 8, 9}
    assert spans(numbers("3, 7-9")) == "3, 7-9"
    assert numbers("") == frozenset()
