"""Ready-made words: who writes them, who is offered them, and what the record keeps."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session

from agencies.tables import Officer, Role
from complaints.desk import Desk
from complaints.responses import changes
from complaints.responses.changes import Editor, Wanted
from complaints.responses.listing import texts_for
from complaints.responses.offering import Offer, offers_for
from complaints.responses.starter import STARTERS
from complaints.responses.tables import ResponseTemplate, Use
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from store import audit
from store.database import Database
from tests.cast import Cast, make_ticket
from tests.fakes import FakeClock

STARTER = "finish.road_sidewalk.pothole"


@pytest.fixture
def head(cast: Cast) -> Officer:
    """The supervisor of agency A, as the rules see one."""
    return cast.arun.model_copy(update={"role": Role.SUPERVISOR})


class Words:
    """The room with its tools, so that a test tells only what it is about."""

    def __init__(self, session: Session, desk: Desk, clock: FakeClock) -> None:
        self.session, self.desk, self.clock = session, desk, clock

    def add(self, officer: Officer, starter: str = "", **wanted: Any) -> ResponseTemplate:
        text = replace(
            Wanted(officer.agency_id, "", Use.FINISH, "ปะถนนแล้ว", "ปะถนนด้วยยางมะตอยแล้ว"), **wanted
        )
        return changes.add(self.session, self.desk.catalog, text, self.by(officer), starter)

    def by(self, officer: Officer) -> Editor:
        return Editor(officer, self.clock())

    def titles(self, agency_id: int) -> list[str]:
        return [text.title for text in texts_for(self.session, agency_id)]


@pytest.fixture
def words(database: Database, desk: Desk, clock: FakeClock, cast: Cast) -> Iterator[Words]:
    with database.transaction() as session:
        yield Words(session, desk, clock)


def test_it_offers_an_agency_what_its_supervisor_wrote(
    words: Words, head: Officer, cast: Cast
) -> None:
    words.add(head)

    assert "ปะถนนแล้ว" in words.titles(cast.agency_a.id or 0)
    assert "ปะถนนแล้ว" not in words.titles(cast.agency_b.id or 0)


def test_it_offers_everybody_what_the_central_desk_wrote(words: Words, cast: Cast) -> None:
    words.add(cast.chai, agency_id=None)

    assert "ปะถนนแล้ว" in words.titles(cast.agency_b.id or 0)


def test_it_lets_a_supervisor_write_for_their_own_agency_only(
    words: Words, head: Officer, cast: Cast
) -> None:
    for agency_id in (None, cast.agency_b.id):
        with pytest.raises(NotAllowed):
            words.add(head, agency_id=agency_id)


def test_it_lets_no_officer_write_any(words: Words, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        words.add(cast.anan)


def test_it_hides_another_agencys_words(words: Words, head: Officer, cast: Cast) -> None:
    row = words.add(cast.chai, agency_id=cast.agency_b.id)

    with pytest.raises(NotFound):
        changes.put_away(words.session, row.id or 0, 1, words.by(head))


def test_it_lets_a_supervisor_read_but_not_change_everybodys(
    words: Words, head: Officer, cast: Cast
) -> None:
    row = words.add(cast.chai, agency_id=None)

    with pytest.raises(NotAllowed):
        changes.put_away(words.session, row.id or 0, 1, words.by(head))


def test_it_replaces_a_shipped_text_for_that_agency(
    words: Words, head: Officer, cast: Cast
) -> None:
    shipped = STARTERS[STARTER].title
    words.add(head, STARTER, category="road_sidewalk")

    assert shipped not in words.titles(cast.agency_a.id or 0)
    assert shipped in words.titles(cast.agency_b.id or 0)


def test_it_prefers_what_the_agency_adapted_itself(words: Words, head: Officer, cast: Cast) -> None:
    words.add(head, STARTER, title="ของเราเอง")
    words.add(cast.chai, STARTER, agency_id=None, title="ของทุกหน่วยงาน")

    assert "ของเราเอง" in words.titles(cast.agency_a.id or 0)
    assert "ของทุกหน่วยงาน" not in words.titles(cast.agency_a.id or 0)
    assert "ของทุกหน่วยงาน" in words.titles(cast.agency_b.id or 0)


def test_it_offers_what_was_put_away_no_more_until_it_is_brought_back(
    words: Words, head: Officer, cast: Cast
) -> None:
    agency, by = cast.agency_a.id or 0, words.by(head)
    row = words.add(head, STARTER)
    changes.put_away(words.session, row.id or 0, 1, by)
    assert {"ปะถนนแล้ว", STARTERS[STARTER].title}.isdisjoint(words.titles(agency))

    changes.bring_back(words.session, row.id or 0, 2, by)
    assert "ปะถนนแล้ว" in words.titles(agency)


def test_it_adapts_a_shipped_text_once(words: Words, head: Officer, cast: Cast) -> None:
    words.add(head, STARTER)
    words.add(cast.chai, STARTER, agency_id=None)

    with pytest.raises(Conflict):
        words.add(head, STARTER)
    with pytest.raises(Conflict):
        words.add(cast.chai, STARTER, agency_id=None)
    with pytest.raises(NotFound):
        words.add(head, "finish.any.nothing")


def test_it_keeps_every_version_on_record(words: Words, head: Officer) -> None:
    row = words.add(head)
    wanted = Wanted(head.agency_id, "", Use.HOLD, "รอ", "รอฝนหยุดก่อน")
    changes.change(words.session, words.desk.catalog, row.id or 0, 1, wanted, words.by(head))

    entries = audit.list_about(words.session, changes.subject(row.id or 0))
    assert [entry.action for entry in entries] == ["response.added", "response.changed"]
    assert [entry.detail["body"] for entry in entries] == ["ปะถนนด้วยยางมะตอยแล้ว", "รอฝนหยุดก่อน"]
    assert (row.title, row.use, row.revision) == ("รอ", Use.HOLD, 2)


def test_it_lets_the_later_of_two_editors_know(words: Words, head: Officer) -> None:
    row = words.add(head)
    wanted = Wanted(head.agency_id, "", Use.HOLD, "รอ", "รอฝนหยุดก่อน")
    changes.put_away(words.session, row.id or 0, 1, words.by(head))

    with pytest.raises(Conflict):
        changes.change(words.session, words.desk.catalog, row.id or 0, 1, wanted, words.by(head))


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ({"title": "  "}, "title_needed"),
        ({"title": "ก" * 81}, "title_long"),
        ({"body": " ก "}, "body_needed"),
        ({"body": "ก" * 1001}, "body_long"),
        ({"category": "nothing"}, "category_unknown"),
        ({"body": "เสร็จ {วันนั้น}"}, "placeholder_unknown"),
    ],
)
def test_it_refuses_what_could_not_be_used(
    words: Words, head: Officer, wanted: dict[str, str], reason: str
) -> None:
    with pytest.raises(InvalidInput, match=reason):
        words.add(head, **wanted)


def test_it_refuses_an_agency_there_is_none_of(words: Words, cast: Cast) -> None:
    with pytest.raises(InvalidInput, match="agency_unknown"):
        words.add(cast.chai, agency_id=9_999)


def test_it_fills_in_what_the_ticket_tells(words: Words, head: Officer, cast: Cast) -> None:
    ticket = make_ticket(words.session, words.desk, words.clock())
    body = "{รหัสเรื่อง} {ประเภท} {หน่วยงาน} {เจ้าหน้าที่} {สถานที่} {วันที่แจ้ง} {หน่วยงานปลายทาง}"
    words.add(head, title="ทุกช่อง", body=body, category="road_sidewalk")
    offers = offers_for(words.session, words.desk, cast.anan, ticket, words.clock())

    assert offers[Use.FINISH][0] == Offer(
        "ทุกช่อง",
        f"{ticket.code} ถนน ทางเท้า สำนักการโยธา อนันต์ ใจดี {ticket.address}"
        " วันที่ 23 พฤศจิกายน 2569 [โปรดระบุหน่วยงานปลายทาง]",
        particular=True,
    )


def test_it_offers_the_words_of_the_tickets_category_first(words: Words, cast: Cast) -> None:
    ticket = make_ticket(words.session, words.desk, words.clock(), category="street_light")
    offers = offers_for(words.session, words.desk, cast.anan, ticket, words.clock())

    for use, texts in offers.items():
        particular = [offer.particular for offer in texts]
        assert particular == sorted(particular, reverse=True)
        assert any(particular) or use is Use.REJECT
    assert STARTERS[STARTER].title not in [offer.title for offer in offers[Use.FINISH]]
