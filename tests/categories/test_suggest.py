"""What a citizen's words are taken for."""

import pytest

from categories import catalog
from categories.suggest import Guess, Hints, Ranking, Suggester


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return Suggester.load()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ไฟหน้าซอยดับมาสามคืนแล้ว เดินเข้าบ้านมืดมาก", "street_light"),
        ("ไฟแดงสี่แยกดับ รถตัดกันมั่วไปหมด", "equipment"),
        ("ไฟบ้านดับทั้งตำบลตั้งแต่เช้า", "utilities"),
        ("ไฟไหม้หญ้าข้างทาง ลามเข้าใกล้บ้าน", "disaster"),
        ("กองขยะหน้าตลาดเหม็นมาก ไม่มีใครมาเก็บ", "cleanliness"),
        ("กลิ่นเหม็นจากฟาร์มไก่ลอยมาทุกเย็น", "nuisance"),
        ("ท่อระบายน้ำหน้าร้านอุดตัน ขอให้ลอกท่อ", "road_sidewalk"),
        ("ฝนตกแป๊บเดียวน้ำท่วมเข้าบ้าน", "disaster"),
        ("สายไฟห้อยต่ำ กลัวเกิดอันตราย", "utilities"),
        ("ถนนเป็นหลุม เสี่ยงอุบัติเหตุ", "road_sidewalk"),
        ("มอเตอร์ไซค์ย้อนศรทุกเช้า", "risk_spot"),
        ("ข้างบ้านต่อเติมตึกไม่มีใบอนุญาต", "building"),
        ("ต่อใบอนุญาตร้านอาหารต้องใช้เอกสารอะไร", "registration_pr"),
        ("ลุงนอนอยู่ใต้สะพาน ไม่มีข้าวกิน", "assistance"),
        ("มีคนเป็นไข้เลือดออก ขอให้มาพ่นยุง", "health"),
        ("เจ้าหน้าที่เรียกเงินใต้โต๊ะถึงจะออกใบให้", "corruption"),
        ("รถติดมาก ปล่อยไฟเขียวสั้นเกินไป", "other"),
        ("big pothole in front of the school", "road_sidewalk"),
        ("stray dogs barking all night, can't sleep", "nuisance"),
    ],
)
def test_it_names_what_the_citizen_wants_fixed(suggester: Suggester, text: str, code: str) -> None:
    assert suggester.rank(text).best.code == code


@pytest.mark.parametrize(
    "text", ["", " ", "?", "😭😭😭", "ฝาท่อ", "ก" * 5000, "ถนนพัง " * 800, "\u200b\x00[]{}%s"]
)
def test_it_ranks_all_fourteen_whatever_the_text(suggester: Suggester, text: str) -> None:
    ranking = suggester.rank(text)

    scores = [guess.score for guess in ranking.guesses]
    assert sorted(guess.code for guess in ranking.guesses) == sorted(catalog.load().codes)
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1.0)


def test_it_reads_the_problem_and_not_the_address_block(suggester: Suggester) -> None:
    text = (
        "ปัญหา : ประชาชนแจ้งว่าสุนัขจรจัดไล่กัดคน ขอให้ดำเนินการแก้ไข "
        "จุดเกิดเหตุ : สะพานข้ามคลอง หน้าร้านรับซื้อขยะ ถนน : ทางหลวง ซอย : ท่อประปา 5 #1555"
    )

    assert suggester.rank(text).best.code == "nuisance"


def test_it_is_confident_of_a_plain_complaint_and_not_of_a_vague_one(
    suggester: Suggester,
) -> None:
    assert suggester.rank("รถขยะไม่มาเก็บขยะสองอาทิตย์แล้ว").confident
    assert not suggester.rank("ช่วยมาดูตรงนี้หน่อยครับ").confident


@pytest.mark.parametrize(
    ("first", "second", "confident"),
    [(0.9, 0.1, True), (0.55, 0.1, False), (0.6, 0.4, False)],
)
def test_it_needs_both_a_high_score_and_a_clear_lead_to_be_confident(
    first: float, second: float, confident: bool
) -> None:
    ranking = Ranking((Guess("disaster", first), Guess("nuisance", second)))

    assert ranking.confident is confident


def test_it_gives_the_first_n_guesses(suggester: Suggester) -> None:
    ranking = suggester.rank("น้ำประปาไม่ไหล")

    assert ranking.top(3) == ranking.guesses[:3]
    assert ranking.best == ranking.top(1)[0]


def test_it_is_confident_of_nothing_where_nothing_is_told(suggester: Suggester) -> None:
    ranking = suggester.rank("  ")

    assert not ranking.confident
    assert ranking.plausible == ()


def test_it_passes_over_the_name_of_the_place(suggester: Suggester) -> None:
    text = "หน้าบ้านทุ่งครุ มีเสียงดังทุกคืน"

    assert suggester.rank(text, Hints(places=("ทุ่งครุ",))) == suggester.rank("หน้าบ้าน มีเสียงดังทุกคืน")


def test_it_keeps_a_name_that_is_also_what_a_thing_is_called(suggester: Suggester) -> None:
    text = "โป๊ะท่าเรือผุ"

    assert suggester.rank(text, Hints(places=("ท่าเรือ",))) == suggester.rank(text)


def test_it_names_what_may_be_wrong_besides() -> None:
    ranking = Ranking((Guess("disaster", 0.6), Guess("nuisance", 0.3), Guess("other", 0.1)))

    assert ranking.plausible == ("disaster", "nuisance")
