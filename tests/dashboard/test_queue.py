"""The queue."""

import pytest

from complaints.desk import Desk
from complaints.lifecycle import Move
from complaints.queue.listing import PAGE
from store.database import Database
from tests.cast import KHONKAEN_ADDRESS, Cast, make_ticket
from tests.dashboard.conftest import Act, Browser, Report, Visit, words
from tests.fakes import FakeClock


def test_it_lists_the_agencys_tickets_newest_first(anan: Browser, report: Report) -> None:
    first, second = report(), report(text="ไฟดับทั้งซอย", category="street_light")
    shown = anan.get("/").text

    assert shown.index(second.code) < shown.index(first.code)
    assert "ไฟดับทั้งซอย" in shown


def test_it_says_what_where_when_and_in_which_state(
    anan: Browser, report: Report, clock: FakeClock
) -> None:
    ticket = report(photo="photos/before.jpg")
    clock.pass_time(hours=2)
    page = anan.get("/")

    for said in ("ถนน ทางเท้า", "ถนนเป็นหลุมลึก", "เขตวังทองหลาง กรุงเทพฯ", "2 ชม.ที่แล้ว", "รอรับเรื่อง"):
        assert said in words(page)
    assert f"/dashboard/photos/{ticket.code}/" in page.text


def test_it_shows_nothing_of_other_agencies(anan: Browser, report: Report) -> None:
    other = report(address=KHONKAEN_ADDRESS, text="ไม่ใช่เรื่องของกรุงเทพ")
    page = anan.get("/?tab=all")

    assert other.code not in page.text
    assert "ยังไม่มีเรื่อง" in words(page)


def test_it_shows_sealed_tickets_only_to_those_who_may_know(
    visit: Visit, report: Report, cast: Cast, database: Database
) -> None:
    sealed = report(category="corruption")
    with database.transaction() as session:
        session.merge(cast.fon).agency_id = cast.agency_a.id or 0

    assert sealed.code not in visit("ek").get("/").text
    assert sealed.code not in visit("anan").get("/").text
    assert "เรื่องลับ" in words(visit("fon").get("/"))


def test_it_counts_by_view(anan: Browser, report: Report, act: Act) -> None:
    tickets = [report(), report(), report()]
    act(tickets[0], Move.ACCEPT)
    said = words(anan.get("/"))

    for counter in ("ที่เปิดอยู่ 3", "ของฉัน 1", "ยังไม่มีผู้รับผิดชอบ 2", "เกินกำหนด 0"):
        assert counter in said


def test_it_narrows_by_status(anan: Browser, report: Report, act: Act) -> None:
    accepted, waiting = report(), report()
    act(accepted, Move.ACCEPT)
    page = anan.get("/?tab=in_progress").text

    assert accepted.code in page
    assert waiting.code not in page


def test_it_narrows_by_category(anan: Browser, report: Report) -> None:
    road, lamp = report(), report(category="street_light")
    page = anan.get("/?category=street_light").text

    assert lamp.code in page
    assert road.code not in page
    assert '<option value="street_light" selected>' in page


@pytest.mark.parametrize("asked", ["หลุมลึก", "ตลาด หลุม", "ลาดพร้าว", "{code}", "{small}"])
def test_it_finds_words_places_and_numbers(anan: Browser, report: Report, asked: str) -> None:
    wanted, other = report(), report(text="น้ำไม่ไหล", address="เขตบางรัก กรุงเทพมหานคร")
    query = asked.format(code=wanted.code, small=wanted.code.lower())
    page = anan.get("/", params={"q": query}).text

    assert f"row-{wanted.code}" in page
    assert f"row-{other.code}" not in page


def test_it_takes_searched_words_as_they_are(anan: Browser, report: Report) -> None:
    ticket = report()
    page = anan.get("/", params={"q": "%_\"'<script>"})

    assert ticket.code not in page.text
    assert "ไม่พบเรื่องที่ตรงกับที่ค้นหา" in words(page)


def test_it_pages_without_gaps_or_repeats(
    anan: Browser, database: Database, desk: Desk, clock: FakeClock
) -> None:
    with database.transaction() as session:
        made = {make_ticket(session, desk, clock()).code for _ in range(PAGE + 3)}
    first = anan.get("/").text
    further = first.split('id="page-next"')[1].split('href="')[1].split('"')[0]
    second = anan.get(further.removeprefix("/dashboard").replace("&amp;", "&")).text
    on_first = {code for code in made if f"row-{code}" in first}
    on_second = {code for code in made if f"row-{code}" in second}

    assert len(on_first) == PAGE
    assert on_first | on_second == made
    assert not on_first & on_second
    assert "page-next" not in second
    assert "กลับไปหน้าแรกของรายการ" in second


def test_it_keeps_the_choice_from_page_to_page(
    anan: Browser, database: Database, desk: Desk, clock: FakeClock
) -> None:
    with database.transaction() as session:
        for _ in range(PAGE + 1):
            make_ticket(session, desk, clock())
    page = anan.get("/", params={"tab": "received", "category": "road_sidewalk", "q": "หลุม"}).text
    further = page.split('id="page-next"')[1].split('href="')[1].split('"')[0]

    for part in ("state=received", "category=road_sidewalk", "q=%E0%B8%AB", "after="):
        assert part in further


def test_it_says_that_nothing_is_left(anan: Browser) -> None:
    assert "ไม่มีเรื่องค้างอยู่" in words(anan.get("/"))


def part_of(page: str, attribute: str) -> str:
    """The address that the attribute names, below /dashboard."""
    address = page.split(f'{attribute}="')[1].split('"', maxsplit=1)[0]
    return address.removeprefix("/dashboard").replace("&amp;", "&")


def test_it_tells_the_open_page_what_is_new_and_gives_it(anan: Browser, report: Report) -> None:
    report()
    news = part_of(anan.get("/").text, "hx-get")
    assert anan.get(news).status_code == 204

    fresh = report()
    told = anan.get(news)
    assert "มีเรื่องใหม่ 1 เรื่อง" in words(told)
    assert anan.get(part_of(told.text, "hx-get")).status_code == 204, "it was told already"
    rows = anan.get(told.text.split('hx-get="')[2].split('"')[0].removeprefix("/dashboard"))
    assert fresh.code in rows.text
    assert "<html" not in rows.text


def test_it_tells_that_a_ticket_has_changed(anan: Browser, report: Report, act: Act) -> None:
    ticket = report()
    news = part_of(anan.get("/").text, "hx-get")
    act(ticket, Move.ACCEPT)
    assert "รายการนี้มีการเปลี่ยนแปลง" in words(anan.get(news))


def test_it_names_the_agency_to_those_who_see_them_all(visit: Visit, report: Report) -> None:
    report()

    assert "สำนักการโยธา" in words(visit("chai").get("/"))


@pytest.mark.parametrize("query", ["tab=nonsense", "category=nonsense"])
def test_it_ignores_choices_it_does_not_know(anan: Browser, report: Report, query: str) -> None:
    ticket = report()

    assert ticket.code in anan.get(f"/?{query}").text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("after=abc", "กลับไปหน้าแรก"),
        ("after=0~~" + "9" * 30, "กลับไปหน้าแรก"),
        ("state=nonsense", "ไม่มีสถานะ “nonsense”"),
        ("category=nonsense", "ไม่มีประเภท “nonsense”"),
        ("from=nonsense", "อ่านวันที่ “nonsense” ไม่ได้"),
        ("from=²²²²-01-01", "อ่านวันที่ “²²²²-01-01” ไม่ได้"),
        ("from=2/11/69&to=1/11/69", "วันเริ่มอยู่หลังวันสิ้นสุด"),
        ("officer=99999", "ไม่พบเจ้าหน้าที่คนนี้"),
        ("agency=1", "กรองตามหน่วยงานนี้ไม่ได้"),
        ("stars=9", "ดาวต้องเป็น 1 ถึง 5"),
        ("province=แอตแลนติส", "ไม่พบจังหวัด “แอตแลนติส”"),
        ("within=1,2;3,4", "อ่านพื้นที่ที่วาดไม่ได้"),
        ("within=" + "9,9;" * 40, "อ่านพื้นที่ที่วาดไม่ได้"),
        ("priority=very", "ไม่มีระดับความเร่งด่วน"),
        ("source=<script>", "ไม่มีช่องทาง"),
        ("sort=due&tab=all", "การเรียงแบบนี้ใช้กับเรื่องที่ยังเปิดอยู่เท่านั้น"),
    ],
)
def test_it_says_what_it_cannot_read_and_shows_the_rest(
    anan: Browser, report: Report, query: str, told: str
) -> None:
    report()
    page = anan.get(f"/?{query}")

    assert page.status_code == 200
    assert told in words(page)


def test_it_takes_words_too_long_to_be_words(anan: Browser) -> None:
    assert anan.get("/", params={"q": "ก" * 5000, "tag": "x" * 5000}).status_code == 200


@pytest.mark.parametrize(
    ("query", "chip"),
    [
        ("state=received", "สถานะ: รอรับเรื่อง"),
        ("category=road_sidewalk", "ประเภท: ถนน ทางเท้า"),
        ("province=จังหวัดกรุงเทพมหานคร", "จังหวัด: กรุงเทพมหานคร"),
        ("district=เขตวังทองหลาง", "อำเภอ/เขต: วังทองหลาง"),
        ("from=23/11/2569", "ตั้งแต่ 23 พ.ย. 69"),
        ("from=๒๓ พ.ย. ๖๙", "ตั้งแต่ 23 พ.ย. 69"),
        ("from=2026-11-23", "ตั้งแต่ 23 พ.ย. 69"),
        ("from=2569-11-23", "ตั้งแต่ 23 พ.ย. 69"),
        ("to=วันนี้", "ถึง 23 พ.ย. 69"),
        ("officer=none", "ผู้รับผิดชอบ: ยังไม่มี"),
        ("priority=normal", "ความเร่งด่วน: ปกติ"),
        ("source=line", "ช่องทาง: LINE"),
        ("within=13,100;14,100;14,101;13,101", "พื้นที่ที่วาดบนแผนที่"),
    ],
)
def test_it_narrows_by_each_field_and_shows_a_chip_that_takes_it_away(
    anan: Browser, report: Report, query: str, chip: str
) -> None:
    ticket = report()
    page = anan.get(f"/?{query}")

    assert f"row-{ticket.code}" in page.text
    assert chip in words(page)
    assert '<a class="chip" href="/dashboard/?tab=open">' in page.text


@pytest.mark.parametrize(
    "query",
    [
        "state=on_hold",
        "category=street_light",
        "province=ขอนแก่น",
        "from=24/11/2569",
        "to=เมื่อวาน",
        "officer=me",
        "priority=urgent",
        "source=traffy",
        "stars=5",
        "tag=x",
        "within=15,100;16,100;16,101",
        "tab=mine",
        "tab=overdue",
        "tab=soon",
        "tab=reopened",
        "tab=waiting",
        "tab=replied",
        "tab=approval",
        "tab=duplicates",
        "tab=closed",
    ],
)
def test_it_leaves_out_what_does_not_fit(anan: Browser, report: Report, query: str) -> None:
    ticket = report()
    assert f"row-{ticket.code}" not in anan.get(f"/?{query}").text


def test_it_counts_what_was_searched_for_and_clears_the_search(
    anan: Browser, report: Report, act: Act
) -> None:
    act(report(text="ไฟดับทั้งซอย"), Move.ACCEPT)
    report()
    page = anan.get("/", params={"tab": "open", "q": "ไฟดับ"})

    assert "ที่เปิดอยู่ 1" in words(page)
    assert '<a class="chips-clear" href="/dashboard/?tab=open">ล้างทั้งหมด</a>' in page.text
