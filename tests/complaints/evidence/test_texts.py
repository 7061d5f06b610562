"""The words of the forms: suggested, written, kept with their past, one agency's and one year's."""

from typing import Protocol

import pytest

from complaints.evidence import benefit
from complaints.evidence.gathering import Evidence
from complaints.evidence.tables import FormText
from complaints.evidence.texts import (
    LONGEST,
    form_words,
    list_parts,
    list_versions,
    read_texts,
    said,
    suggest,
    write,
)
from core.errors import Conflict, InvalidInput, NotFound
from store.database import Database
from tests.cast import Cast
from tests.fakes import FakeClock


class Put(Protocol):
    """Writes a part as Arun would; returns the version's id."""

    def __call__(
        self, words: str, seen: int = 0, part: str = "f4_4", agency: int | None = None
    ) -> int: ...


@pytest.fixture
def put(database: Database, cast: Cast, clock: FakeClock) -> Put:
    def put_one(words: str, seen: int = 0, part: str = "f4_4", agency: int | None = None) -> int:
        row = FormText(
            agency_id=agency,
            year=2569,
            part=part,
            words=words,
            at=clock(),
            officer_id=cast.arun.id or 0,
        )
        with database.transaction() as session:
            kept = write(session, row, cast.arun, seen)
            return (kept.id or 0) if kept else 0

    return put_one


def test_it_suggests_every_part_out_of_the_figures(evidence: Evidence) -> None:
    assert {part.id for part in list_parts()} <= form_words()["heading"].keys()
    words = suggest("f4_3_1", evidence.report, "เทศบาล")
    assert f"รับเรื่องจากประชาชน {evidence.report['received'].numerator} เรื่อง" in words
    assert all("{" not in suggest(part.id, evidence.report, "") for part in list_parts())


def test_it_leaves_out_what_figures_cannot_tell(evidence: Evidence) -> None:
    earlier = evidence.earlier
    assert earlier["on_time"].value is None
    assert "ทันเวลา" not in suggest("f4_3_2", earlier, "")


def test_it_keeps_every_version(database: Database, put: Put, evidence: Evidence) -> None:
    first = put("งบประมาณล่าช้า")
    put("งบประมาณและกำลังคน", seen=first)
    with database.reading() as session:
        texts = read_texts(session, None, 2569)
        versions = list_versions(session, None, 2569, "f4_4")
        assert read_texts(session, None, 2570) == {}
    assert [each.words for each in versions] == ["งบประมาณและกำลังคน", "งบประมาณล่าช้า"]
    told = said(texts, "f4_4", evidence.report, "")
    assert (told.words, told.drafted) == ("งบประมาณและกำลังคน", False)
    assert said(texts, "f4_6", evidence.report, "").drafted


def test_it_goes_back_to_the_suggestion_when_emptied(
    database: Database,
    put: Put,
    evidence: Evidence,
) -> None:
    first = put("ข้อความ")
    put("", seen=first)
    with database.reading() as session:
        assert said(read_texts(session, None, 2569), "f4_4", evidence.report, "").drafted


def test_it_overwrites_nobody_and_takes_no_novel(put: Put, cast: Cast) -> None:
    put("ของคนแรก")
    with pytest.raises(Conflict):
        put("ของคนที่สอง")
    with pytest.raises(InvalidInput, match="text_long"):
        put("ก" * (LONGEST + 1), agency=cast.agency_a.id)
    with pytest.raises(NotFound):
        put("ก", part="f3_6")


def test_it_estimates_by_the_unit_figures(evidence: Evidence) -> None:
    lines = {line.unit.id: line for line in benefit.estimate(evidence.report.results)}
    closed = evidence.report["closed"].numerator
    assert lines["hours_solving"].total == pytest.approx(8.7 * closed)
    assert lines["baht_solving"].total == 2167 * closed
    assert lines["baht_repeats"].total == 32826 * evidence.report["duplicates_joined"].numerator
    assert lines["minutes_reporting"].total == 65 * evidence.report["line_share"].numerator
    assert lines["baht_reporting"].total == 79 * evidence.report["line_share"].numerator


def test_it_switches_the_estimate_off_for_one_agency(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    agency_id, officer_id = cast.agency_a.id, cast.arun.id or 0
    with database.transaction() as session:
        benefit.show(session, agency_id, officer_id, clock(), shown=False)
        assert not benefit.is_shown(session, agency_id)
        assert benefit.is_shown(session, cast.agency_b.id)
        assert benefit.is_shown(session, None)
        benefit.show(session, agency_id, officer_id, clock(), shown=True)
        assert benefit.is_shown(session, agency_id)
