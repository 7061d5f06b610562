"""The editor's pages: what was asked in vain, entries, added documents."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace

import pytest
from httpx2 import Response

from dashboard.knowledge import documents_view
from dashboard.wording import knows
from knowledge import documents, gaps, published
from knowledge.changes import changes
from knowledge.corpus import load_corpus
from knowledge.draft import draft_of
from knowledge.entry import KINDS, LEVELS, Entry, Facets
from knowledge.gaps import Wanted
from knowledge.reply import Context
from knowledge.tables import Gap, GapKind, GapState
from store import audit
from store.database import Database
from store.files import FileStore
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Visit, words
from tests.fakes import FakeClock

GAPS, ENTRIES, DOCUMENTS = "/knowledge", "/knowledge/entries", "/knowledge/documents"
CALENDAR = "kpi.calendar"
QUESTION = "ตู้กดน้ำบุญของสำนักงานอยู่ชั้นไหน"
FORM: Mapping[str, str | list[str]] = {
    "title": "ตู้กดน้ำบุญของสำนักงาน",
    "kind": "fact",
    "asks": f"{QUESTION}\r\nwhere is the merit water cooler\r\n\r\n",
    "answer": "อยู่ชั้น 7 ข้างห้องประชุม",
    "doc": "added",
    "place": "บันทึกของกองกลาง",
    "source_year": "2569",
    "note": "มีผู้ถามบ่อย",
}


@pytest.fixture
def kaew(visit: Visit) -> Browser:
    return visit("kaew")


def ask_in_vain(database: Database, clock: FakeClock, *questions: str, reason: str = "year") -> Gap:
    with database.transaction() as session:
        gaps.keep_unanswered(session, Context(questions), reason, clock())
        return gaps.list_gaps(session, Wanted(words=questions[-1]))[0]


def state_of(database: Database, gap: Gap) -> GapState:
    with database.reading() as session:
        return gaps.get_gap(session, gap.id or 0).state


def in_force(database: Database, reviewed: Mapping[str, Entry]) -> dict[str, Entry]:
    with database.reading() as session:
        return published.entries_in_force(session, reviewed)


def form_of(entry: Entry, seen: int = 0) -> dict[str, str | list[str]]:
    draft = draft_of(entry)
    lines = {
        name: "\n".join(getattr(draft, name)) for name in ("asks", "figures", "terms")
    }  # links of a small corpus lead outside of it, so they are left away
    boxes = {
        name: list(getattr(draft, name))
        for name in ("criterion", "category", "level", "dimension", "award")
    }
    texts = {
        name: getattr(draft, name)
        for name in ("entry_id", "title", "kind", "answer", "conflict", "doc", "place", "years")
    }
    return {**texts, **lines, **boxes, "source_year": draft.source_year, "seen": str(seen)}


def published_id(response: Response) -> str:
    found = re.search(r"/edit/([a-z0-9.]+)\?done=published", response.headers["location"])
    assert found
    return found[1]


def test_it_shows_only_editors_the_way_there(visit: Visit) -> None:
    assert "/dashboard/knowledge" in visit("kaew").get("/").text
    assert "/dashboard/knowledge" not in visit("anan").get("/").text


def test_it_has_words_for_whatever_it_may_show(reviewed: dict[str, Entry]) -> None:
    awards = {award for entry in load_corpus() for award in entry.facets.award}
    names = {
        "gap_state": GapState,
        "gap_kind": GapKind,
        "kind": KINDS,
        "level": LEVELS,
        "dimension": "123",
        "category": "1234567",
        "award": awards,
        "facet": [each.name for each in fields(Facets)],
        "field": {
            change.field
            for change in changes(None, reviewed[CALENDAR])
            if not change.field.startswith("facet.")
        },
        "problem": documents_view.FIELD_OF,
    }
    keys = [f"knowledge.{group}.{name}" for group, each in names.items() for name in each]
    assert not [key for key in keys if not knows(key)]


def test_it_tells_a_reason_without_words_as_the_general_one(
    kaew: Browser, database: Database, clock: FakeClock
) -> None:
    ask_in_vain(database, clock, "ถามแบบใหม่", reason="brand_new")
    assert "ไม่มีในเอกสาร" in words(kaew.get(GAPS))


def test_it_lists_what_was_asked_in_vain(
    kaew: Browser, database: Database, clock: FakeClock
) -> None:
    ask_in_vain(database, clock, "ใครได้รางวัลปี 2566", "แล้วปี <2570> ล่ะ")
    with database.transaction() as session:
        gaps.keep_unhelpful(session, Context(("กำหนดการ",)), CALENDAR, clock())
    said = words(kaew.get(GAPS))
    assert "ถามต่อจาก “ใครได้รางวัลปี 2566”" in said
    assert "แล้วปี &lt;2570&gt; ล่ะ" in said
    assert "ไม่มีข้อมูลของปีนี้" in said
    assert "แผนการดำเนินงานพัฒนาคุณภาพ" in said, "the answer that was voted down"
    assert "รอตอบ 2" in said


def test_it_narrows_the_list(kaew: Browser, database: Database, clock: FakeClock) -> None:
    ask_in_vain(database, clock, "เรื่องหนึ่ง")
    ask_in_vain(database, clock, "เรื่องสอง")
    assert "เรื่องหนึ่ง" not in words(kaew.get(f"{GAPS}?q=สอง"))
    assert "เรื่องสอง" in words(kaew.get(f"{GAPS}?q=สอง"))
    assert "ไม่พบคำถามตามที่ค้นหา" in words(kaew.get(f"{GAPS}?kind=unhelpful"))
    assert "เรื่องหนึ่ง" in words(kaew.get(f"{GAPS}?state=nonsense&kind=nonsense"))


def test_it_pages_through_a_long_list(kaew: Browser, database: Database, clock: FakeClock) -> None:
    for number in range(gaps.PAGE + 1):
        ask_in_vain(database, clock, f"คำถามที่ {number}")
    first = kaew.get(GAPS)
    assert first.text.count('class="gap-row"') == gaps.PAGE
    assert 'href="/dashboard/knowledge?page=1"' in first.text
    assert kaew.get(f"{GAPS}?page=1").text.count('class="gap-row"') == 1


def test_it_puts_a_question_aside_and_takes_it_back(
    kaew: Browser, database: Database, clock: FakeClock
) -> None:
    gap = ask_in_vain(database, clock, "ราคาทองวันนี้")
    moved = kaew.post(f"/knowledge/gaps/{gap.id}/dismissed")
    assert moved.headers["location"] == "/dashboard/knowledge?done=gap_dismissed"
    assert state_of(database, gap) is GapState.DISMISSED
    assert "ราคาทองวันนี้" in words(kaew.get(f"{GAPS}?state=dismissed"))
    kaew.post(f"/knowledge/gaps/{gap.id}/open")
    assert state_of(database, gap) is GapState.OPEN
    with database.reading() as session:
        acts = [each.action for each in audit.list_about(session, f"gap:{gap.id}")]
    assert acts == ["gap.dismissed", "gap.open"]
    assert kaew.post(f"/knowledge/gaps/{gap.id}/answered").status_code == 422


def test_it_begins_an_answer_from_a_question(
    kaew: Browser, database: Database, clock: FakeClock
) -> None:
    gap = ask_in_vain(database, clock, QUESTION)
    page = kaew.get(f"{ENTRIES}/new?gap={gap.id}")
    assert f"{QUESTION}</textarea>" in page.text
    assert f'name="gap" value="{gap.id}"' in page.text
    assert kaew.get(f"{ENTRIES}/new?gap=999").status_code == 404


def test_it_says_beside_each_field_what_is_wrong(kaew: Browser) -> None:
    wrong = {**FORM, "title": "", "answer": "ย" * 700, "years": "เก่า", "place": ""}
    page = kaew.post(f"{ENTRIES}/check", data=wrong)
    assert page.status_code == 422
    assert 'id="title-problem"' in page.text
    assert 'id="years-problem"' in page.text
    assert 'id="place-problem"' in page.text
    assert "“เก่า” ไม่ใช่ปี พ.ศ." in words(page)
    assert "ย" * 700 in page.text, "nothing typed is lost"
    long = kaew.post(f"{ENTRIES}/publish", data={**FORM, "answer": "ย" * 700})
    assert long.status_code == 422
    assert "ต้องไม่เกิน 700" in words(long)


def test_it_shows_what_an_answer_would_do_before_it_is_published(
    kaew: Browser, database: Database, clock: FakeClock, reviewed: dict[str, Entry]
) -> None:
    gap = ask_in_vain(database, clock, "ตู้กดน้ำบุญอยู่ที่ไหนชั้นไหน")
    other = ask_in_vain(database, clock, "ราคาทองวันนี้เท่าไร")
    page = kaew.post(f"{ENTRIES}/check", data=dict(FORM))
    assert page.status_code == 200
    said = words(page)
    assert "อยู่ชั้น 7 ข้างห้องประชุม ที่มา: เอกสารที่ผู้ดูแลเพิ่ม – บันทึกของกองกลาง" in said
    assert f'name="closes" value="{gap.id}"' in page.text
    assert f'name="closes" value="{other.id}"' not in page.text
    assert in_force(database, reviewed) == reviewed, "nothing is published yet"


def test_it_publishes_a_new_answer_and_closes_its_questions(
    kaew: Browser, database: Database, clock: FakeClock, cast: Cast, reviewed: dict[str, Entry]
) -> None:
    gap = ask_in_vain(database, clock, QUESTION)
    other = ask_in_vain(database, clock, "ตู้กดน้ำบุญอยู่ที่ไหน")
    sent = {**FORM, "gap": str(gap.id), "closes": [str(other.id)], "level": ["basic"]}
    entry_id = published_id(kaew.post(f"{ENTRIES}/publish", data=sent))
    entry = in_force(database, reviewed)[entry_id]
    assert entry.asks == (QUESTION, "where is the merit water cooler")
    assert entry.facets.level == ("basic",)
    assert {state_of(database, gap), state_of(database, other)} == {GapState.ANSWERED}
    answered = words(kaew.get(f"{GAPS}?state=answered"))
    assert "ตู้กดน้ำบุญของสำนักงาน" in answered
    page = words(kaew.get(f"{ENTRIES}/edit/{entry_id}?done=published"))
    assert "เผยแพร่แล้ว ใช้ตอบได้ภายในไม่กี่วินาที" in page
    assert "แก้ว บรรณาธิการ" in page
    assert "มีผู้ถามบ่อย" in page


def test_it_makes_one_entry_of_a_form_that_was_sent_twice(
    kaew: Browser, database: Database, reviewed: dict[str, Entry]
) -> None:
    minted = re.search(r'name="entry_id" value="([^"]+)"', kaew.get(f"{ENTRIES}/new").text)
    assert minted
    form = {**FORM, "entry_id": minted[1]}
    sent = [kaew.post(f"{ENTRIES}/publish", data=form).status_code for _ in range(2)]
    assert sent == [303, 409]
    assert len(in_force(database, reviewed)) == len(reviewed) + 1


def test_it_corrects_an_answer_of_the_files_and_shows_what_changed(
    kaew: Browser, database: Database, reviewed: dict[str, Entry]
) -> None:
    form = form_of(reviewed[CALENDAR])
    form["title"] = "กำหนดการฉบับแก้"
    assert published_id(kaew.post(f"{ENTRIES}/publish", data=form)) == CALENDAR
    entry = in_force(database, reviewed)[CALENDAR]
    assert entry == replace(reviewed[CALENDAR], title="กำหนดการฉบับแก้", see=())
    page = kaew.get(f"{ENTRIES}/edit/{CALENDAR}").text
    assert f"ลบ: </span>{reviewed[CALENDAR].title}</del>" in page
    assert "เพิ่ม: </span>กำหนดการฉบับแก้</ins>" in page


def test_it_goes_back_to_a_former_revision_and_to_the_files(
    kaew: Browser, database: Database, reviewed: dict[str, Entry]
) -> None:
    for seen, title in enumerate(["ครั้งแรก", "ครั้งหลัง"]):
        kaew.post(f"{ENTRIES}/publish", data={**form_of(reviewed[CALENDAR], seen), "title": title})
    kaew.post(f"{ENTRIES}/edit/{CALENDAR}/revert", data={"number": "1", "seen": "2"})
    assert in_force(database, reviewed)[CALENDAR].title == "ครั้งแรก"
    kaew.post(f"{ENTRIES}/edit/{CALENDAR}/revert", data={"number": "0", "seen": "3"})
    assert in_force(database, reviewed) == reviewed
    said = words(kaew.get(f"{ENTRIES}/edit/{CALENDAR}"))
    assert "ครั้งที่ 4" in said
    assert "กลับไปใช้ฉบับเดิม" in said


def test_it_keeps_an_answer_that_was_taken_back_within_reach(
    kaew: Browser, database: Database, reviewed: dict[str, Entry]
) -> None:
    entry_id = published_id(kaew.post(f"{ENTRIES}/publish", data=dict(FORM)))
    kaew.post(f"{ENTRIES}/edit/{entry_id}/revert", data={"number": "0", "seen": "1"})
    assert entry_id not in in_force(database, reviewed)
    page = kaew.get(f"{ENTRIES}/edit/{entry_id}")
    assert page.status_code == 200
    assert "ถอนออก" in words(page)
    kaew.post(f"{ENTRIES}/edit/{entry_id}/revert", data={"number": "1", "seen": "2"})
    assert entry_id in in_force(database, reviewed)


def test_it_lets_the_second_of_two_editors_know(
    kaew: Browser, visit: Visit, reviewed: dict[str, Entry]
) -> None:
    form = form_of(reviewed[CALENDAR])
    assert visit("ek").post(f"{ENTRIES}/publish", data=form).status_code == 303
    late = kaew.post(f"{ENTRIES}/publish", data={**form, "title": "ของแก้ว"})
    assert late.status_code == 409
    assert "มีผู้อื่นเผยแพร่คำตอบนี้ไปก่อน" in words(late)
    assert 'value="ของแก้ว"' in late.text, "nothing typed is lost"
    assert 'name="seen" value="1"' in late.text
    again = {**form, "title": "ของแก้ว", "seen": "1"}
    assert kaew.post(f"{ENTRIES}/publish", data=again).status_code == 303


def test_it_finds_answers_by_words_and_by_who_wrote_them(
    kaew: Browser, reviewed: dict[str, Entry]
) -> None:
    found = words(kaew.get(f"{ENTRIES}?q=google form"))
    assert reviewed["kpi.calendar.1"].title in found
    assert "ไม่พบคำตอบ" in words(kaew.get(f"{ENTRIES}?edited=1"))
    kaew.post(f"{ENTRIES}/publish", data=dict(FORM))
    assert "ตู้กดน้ำบุญ" in words(kaew.get(f"{ENTRIES}?edited=1"))
    first = kaew.get(ENTRIES).text.partition('class="entry-link"')[2]
    assert "ตู้กดน้ำบุญ" in first[:200], "the newest work of editors comes first"
    assert kaew.get(f"{ENTRIES}/edit/no.such").status_code == 404


def add_document(kaew: Browser, data: bytes, name: str = "แผน.md", **typed: str) -> Response:
    return kaew.post(DOCUMENTS, data=typed, files={"file": (name, data)})


PLAN = "# แผนงาน\n## หมวด 1 งบประมาณ\nศูนย์เรียนรู้ดิจิทัลได้รับงบประมาณ 4.5 ล้านบาท ในปี 2570".encode()


def test_it_takes_a_document_and_turns_a_passage_into_an_answer(
    kaew: Browser, database: Database, files: FileStore
) -> None:
    added = add_document(kaew, PLAN, title="แผนงาน 2570", year="2570")
    assert added.status_code == 303
    page = kaew.get(added.headers["location"].removeprefix("/dashboard"))
    assert "หมวด 1 งบประมาณ" in words(page)
    begun = re.search(r'href="/dashboard(/knowledge/entries/new\?passage=\d+)"', page.text)
    assert begun
    form = kaew.get(begun[1])
    assert "ศูนย์เรียนรู้ดิจิทัลได้รับงบประมาณ 4.5 ล้านบาท ในปี 2570</textarea>" in form.text
    assert 'value="แผนงาน 2570 หมวด 1 งบประมาณ"' in form.text
    with database.reading() as session:
        (document,) = documents.list_documents(session)
    assert files.read(document.file) == PLAN
    assert "แผนงาน 2570" in words(kaew.get(DOCUMENTS))


def test_it_gives_the_file_back_to_be_saved_only(kaew: Browser) -> None:
    location = add_document(kaew, PLAN).headers["location"]
    document = location.removeprefix("/dashboard").partition("?")[0]
    response = kaew.get(f"{document}/file")
    assert response.content == PLAN
    assert response.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E0")
    assert response.headers["content-type"] == "application/octet-stream"


def test_it_withdraws_a_document_and_brings_it_back(kaew: Browser, database: Database) -> None:
    location = add_document(kaew, PLAN).headers["location"]
    document = location.removeprefix("/dashboard").partition("?")[0]
    kaew.post(f"{document}/withdraw")
    assert "เลิกใช้เอกสารนี้แล้ว" in words(kaew.get(document))
    with database.reading() as session:
        assert documents.searched(session) == []
    kaew.post(f"{document}/bring_back")
    with database.reading() as session:
        assert len(documents.searched(session)) == 1


@pytest.mark.parametrize(
    ("name", "data", "typed", "said"),
    [
        ("a.exe", PLAN, {}, "รับเฉพาะไฟล์ PDF"),
        ("a.pdf", b"%PDF broken", {}, "เปิดไฟล์นี้ไม่ได้"),
        ("a.txt", b"x", {}, "ไม่พบข้อความในไฟล์"),
        ("a.md", PLAN, {"year": "70"}, "“70” ไม่ใช่ปี พ.ศ."),
        ("a.md", PLAN, {"title": "ย" * 201}, "ชื่อยาวเกิน 200"),
    ],
)
def test_it_says_what_is_wrong_with_a_document(
    kaew: Browser, database: Database, name: str, data: bytes, typed: dict[str, str], said: str
) -> None:
    refused = add_document(kaew, data, name, **typed)
    assert refused.status_code == 422
    assert said in words(refused)
    with database.reading() as session:
        assert documents.list_documents(session) == []


def test_it_asks_for_a_file_and_knows_one_it_has(kaew: Browser) -> None:
    assert "เลือกไฟล์ก่อน" in words(kaew.post(DOCUMENTS, data={"title": "ไม่มีไฟล์"}))
    add_document(kaew, PLAN, title="แผนงาน 2570")
    assert "ไฟล์นี้เพิ่มไว้แล้วในชื่อ “แผนงาน 2570”" in words(add_document(kaew, PLAN))


@pytest.mark.parametrize(
    "path", ["/documents/{}", "/documents/{}/file", "/new?gap={}", "/new?passage={}"]
)
def test_it_knows_no_row_of_a_number_that_no_row_has(visit: Visit, path: str) -> None:
    response = visit("kaew").get("/dashboard/knowledge" + path.format("9" * 30))
    assert response.status_code in {404, 422}
