"""What is doubtful about a closing, out of plain facts."""

from datetime import UTC, datetime, timedelta

import pytest

from complaints.closing.doubts import (
    CLOCKS_ERR,
    FAR,
    QUICK,
    ClosingDoubted,
    Doubt,
    DoubtKind,
    Facts,
    PhotoFacts,
    check_override,
    from_json,
    judge,
    to_json,
    words_of,
)

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
REPORTED = NOW - timedelta(days=3)


def facts(
    *photos: PhotoFacts, worked: timedelta = timedelta(days=1), far: float | None = FAR
) -> Facts:
    return Facts(NOW, REPORTED, NOW - worked, far, photos)


def kinds(*photos: PhotoFacts, worked: timedelta = timedelta(days=1)) -> list[DoubtKind]:
    return [doubt.kind for doubt in judge(facts(*photos, worked=worked))]


def test_it_doubts_nothing_of_a_day_s_honest_work() -> None:
    fair = PhotoFacts(taken_at=NOW - timedelta(hours=1), metres=FAR)
    assert kinds(fair, PhotoFacts()) == []


@pytest.mark.parametrize(
    ("photo", "doubted"),
    [
        (PhotoFacts(same_as_report=True), DoubtKind.SAME_AS_REPORT),
        (PhotoFacts(used_before=True), DoubtKind.USED_BEFORE),
        (PhotoFacts(elsewhere="2026-ABC234"), DoubtKind.USED_ELSEWHERE),
        (PhotoFacts(elsewhere=""), DoubtKind.USED_ELSEWHERE),
        (PhotoFacts(metres=FAR + 1), DoubtKind.TAKEN_ELSEWHERE),
        (PhotoFacts(taken_at=REPORTED - CLOCKS_ERR * 2), DoubtKind.TAKEN_EARLY),
    ],
)
def test_it_doubts_a_photo(photo: PhotoFacts, doubted: DoubtKind) -> None:
    assert kinds(PhotoFacts(), photo) == [doubted]
    assert judge(facts(PhotoFacts(), photo))[0].values["photo"] == 2


def test_it_lets_clocks_err_a_little() -> None:
    assert kinds(PhotoFacts(taken_at=REPORTED - CLOCKS_ERR)) == []


def test_it_asks_for_no_place_where_place_says_nothing() -> None:
    assert judge(facts(PhotoFacts(metres=9_000), far=None)) == ()


def test_it_doubts_a_closing_within_minutes() -> None:
    (doubt,) = judge(facts(worked=timedelta(minutes=3, seconds=20)))
    assert words_of(doubt) == "ปิดเรื่องหลังรับเรื่องเพียง 3 นาที"
    assert kinds(worked=QUICK) == []


def test_it_says_how_far_in_words() -> None:
    near = Doubt(DoubtKind.TAKEN_ELSEWHERE, {"photo": 1, "metres": 420})
    far = Doubt(DoubtKind.TAKEN_ELSEWHERE, {"photo": 1, "metres": 12_345})
    assert "420 เมตร" in words_of(near)
    assert "12.3 กม." in words_of(far)
    assert "12.3 km" in words_of(far, "en")


def test_it_names_another_agency_s_ticket_to_nobody() -> None:
    foreign = Doubt(DoubtKind.USED_ELSEWHERE, {"photo": 1, "code": ""})
    assert words_of(foreign).endswith("เรื่องอื่น")


def test_it_has_words_for_every_doubt() -> None:
    values: dict[str, int | str] = {
        "photo": 1,
        "metres": 200,
        "minutes": 2,
        "code": "2026-ABC234",
        "taken_at": "",
    }
    for kind in DoubtKind:
        assert words_of(Doubt(kind, values))


def test_it_goes_on_only_for_a_reason() -> None:
    doubts = (Doubt(DoubtKind.CLOSED_QUICKLY, {"minutes": 2}),)
    with pytest.raises(ClosingDoubted) as caught:
        check_override(doubts, " สั้น ")
    assert caught.value.doubts == doubts
    check_override(doubts, "ซ่อมก่อนกดรับเรื่อง")
    check_override((), "")


def test_it_keeps_doubts_as_they_were() -> None:
    doubts = (
        Doubt(DoubtKind.TAKEN_ELSEWHERE, {"photo": 1, "metres": 420}),
        Doubt(DoubtKind.CLOSED_QUICKLY, {"minutes": 2}),
    )
    assert from_json(to_json(doubts)) == doubts
