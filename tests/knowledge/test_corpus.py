from pathlib import Path

import pytest

from knowledge.corpus import CorpusError, check, load_corpus, parse_entry

GOOD = """
- id: room.subject
  title: เรื่องหนึ่ง
  kind: fact
  asks: [เรื่องนี้คืออะไร]
  answer: คำตอบ
  source: {doc: "001", place: หน้าแรก}
  facets: {criterion: "3.4", year: [2566, 2567]}
  figures: [{name: จำนวน, value: "7", unit: หมวด, year: 2566}]
  see: [room.other]
- id: room.other
  title: เรื่องสอง
  kind: list
  asks: [มีอะไรบ้าง]
  answer: หนึ่ง สอง
  source: {doc: "002", place: ตาราง, year: 2568}
"""


def _write(folder: Path, text: str) -> Path:
    (folder / "room").mkdir(exist_ok=True)
    (folder / "room" / "topic.yml").write_text(text, encoding="utf-8")
    return folder


def test_it_reads_entries_into_frozen_objects(tmp_path: Path) -> None:
    first, second = load_corpus(_write(tmp_path, GOOD))
    assert first.facets.criterion == ("3.4",)
    assert first.facets.year == (2566, 2567)
    assert first.figures[0].value == "7"
    assert second.limit == 1400
    assert second.source.year == 2568


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("kind: fact", "kind: poem", "kind 'poem'"),
        ("see: [room.other]", "see: [room.gone]", "see 'room.gone' does not exist"),
        ("id: room.other", "id: room.subject", "id used twice"),
        ("answer: คำตอบ", f"answer: {'ก' * 701}", "answer has 701 characters"),
        ('doc: "001"', 'doc: "999"', "unknown document"),
        ("kind: fact", "kind: fact\n  colour: red", "unknown fields ['colour']"),
        ("title: เรื่องหนึ่ง", "", "KeyError('title')"),
        ("- id: room.subject", "- [", "topic.yml"),
    ],
)
def test_it_names_the_entry_and_the_fault(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    with pytest.raises(CorpusError) as caught:
        load_corpus(_write(tmp_path, GOOD.replace(before, after, 1)))
    assert message in str(caught.value)


def test_it_lists_every_problem_at_once(tmp_path: Path) -> None:
    broken = GOOD.replace("kind: fact", "kind: poem").replace("kind: list", "kind: song")
    with pytest.raises(CorpusError) as caught:
        load_corpus(_write(tmp_path, broken))
    assert "[room.subject]" in str(caught.value)
    assert "[room.other]" in str(caught.value)


def test_it_refuses_facets_that_nothing_reads() -> None:
    raw = {
        "id": "a.b", "title": "t", "kind": "fact", "asks": ["q"], "answer": "a",
        "source": {"doc": "001", "place": "p"}, "facets": {"colour": "red"},
    }  # fmt: skip
    with pytest.raises(ValueError, match="colour"):
        parse_entry(raw)


def test_it_holds_real_entries_that_keep_every_rule() -> None:
    entries = load_corpus()
    assert check(entries) == []
    assert len(entries) > 300
    documents = {entry.source.doc for entry in entries}
    assert {"000", "001", "002", "003", "004"} <= documents
