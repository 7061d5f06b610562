import re

import pytest

from knowledge.choices import choices
from knowledge.corpus import load_corpus
from knowledge.engine import Engine
from knowledge.entry import LEVELS
from knowledge.labels import shortened
from thai.normalise import graphemes

_INTERNAL = re.compile(r"เอกสาร\s*00\d|ครับ|(?<![ก-๙])ผม(?![ก-๙])")


def test_it_labels_neighbours_apart_and_short(engine: Engine) -> None:
    for entry in engine.entries.values():
        labels = [choice.label for choice in engine.ask(entry.title).see]
        assert len(labels) == len(set(labels)), entry.id
        assert all(0 < len(graphemes(label)) <= 20 for label in labels), entry.id
        assert not any("…" in label for label in labels), entry.id


def test_it_names_levels_of_a_criterion(engine: Engine) -> None:
    levels = [engine.entries[f"criteria.3.4.{level}"] for level in LEVELS]
    labels = {choice.label for choice in choices(levels)}
    assert labels == {"3.4 พื้นฐาน", "3.4 ก้าวหน้า", "3.4 พัฒนาจนเกิดผล"}


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("อาคารจอดรถ: เวลาเปิดและปิดในวันราชการ", "อาคารจอดรถ"),
        ("ห้องสมุดประชาชน (Public Library and Archive)", "ห้องสมุดประชาชน"),
        ("แบบฟอร์มหมายเลข 3 ส่วนที่ 9", "ฟอร์ม 3 ส่วนที่ 9"),
        ("การจัดทำรายงานของหน่วยงานในสังกัดส่วนภูมิภาค", "การจัดทำรายงาน"),
    ],
)
def test_it_shortens_a_title_to_what_still_makes_sense(title: str, label: str) -> None:
    assert shortened(title, 20) == label


def test_it_offers_the_entry_itself_not_only_its_words(engine: Engine) -> None:
    for choice in engine.ask("3.4").see:
        assert engine.entries[choice.entry_id].title == choice.question


def test_it_goes_to_the_entry_of_an_exact_title(engine: Engine) -> None:
    titles = [entry.title for entry in engine.entries.values()]
    for entry in engine.entries.values():
        if titles.count(entry.title) == 1:
            assert engine.ask(entry.title).entry_ids == (entry.id,)


@pytest.mark.parametrize("part", ["title", "answer", "conflict", "label"])
def test_it_shows_no_internal_ids_and_speaks_with_one_voice(part: str) -> None:
    wrong = [e.id for e in load_corpus() if _INTERNAL.search(getattr(e, part))]
    assert wrong == []
