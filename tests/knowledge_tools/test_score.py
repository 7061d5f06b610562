"""A score's level: every edge of every band, and the total of seven categories."""

from decimal import Decimal

import pytest

from core.errors import InvalidInput
from knowledge.corpus import load_corpus
from knowledge.tools.score import BANDS, status_of, total_of

D = Decimal


@pytest.mark.parametrize(
    ("score", "level", "missing", "single"),
    [
        ("0", None, "300", None),
        ("299", None, "1", None),
        ("299.99", None, "0.01", None),
        ("300", "basic", "100", "basic"),
        ("399", "basic", "1", "basic"),
        ("399.5", "basic", "0.5", "basic"),
        ("400", "advance", "70", "advance"),
        ("469", "advance", "1", "advance"),
        ("469.99", "advance", "0.01", "advance"),
        ("470", "significance", "0", "advance"),
        ("499", "significance", "0", "advance"),
        ("500", "significance", "0", "significance"),
    ],
)
def test_it_knows_every_edge(
    score: str, level: str | None, missing: str, single: str | None
) -> None:
    status = status_of(D(score))
    assert (status.band and status.band.level) == level
    assert status.missing == D(missing)
    assert (status.single and status.single.level) == single


@pytest.mark.parametrize("score", ["-0.01", "-1", "500.01", "501", "5000"])
def test_it_refuses_what_is_no_score(score: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        status_of(D(score))
    assert refused.value.reason == "score_range"
    assert refused.value.values == {"score": D(score)}


def test_it_names_the_level_to_reach_next() -> None:
    ahead = [status_of(D(score)).next for score in (299, 300, 400, 470)]
    assert [band and band.level for band in ahead] == ["basic", "advance", "significance", None]


def test_it_follows_the_reviewed_entries() -> None:
    entries = {entry.id: entry for entry in load_corpus()}
    for band in BANDS:
        entry = entries[f"kpi.bands.{band.level}"]
        assert entry.figures[0].value == f"{band.low} - {band.high}"
        assert f"เอกสารแนวทางยกระดับหน่วยงาน ระบุ {band.single} คะแนน" in entry.conflict


def scores(*values: str) -> dict[int, Decimal]:
    return dict(enumerate(map(D, values), start=1))


def test_it_averages_scores_out_of_500() -> None:
    total = total_of(scores("420", "405", "430", "410", "395", "400", "340"))
    assert (total.how, total.score) == ("mean", D(400))
    assert total.weak == (7, 5), "weakest first"
    assert total.passes_stages == (False, True)


def test_it_does_not_lift_a_mean_just_below_a_level() -> None:
    total = total_of(scores("400", "400", "400", "400", "400", "400", "399.99"))
    band = status_of(total.score).band
    assert band is not None
    assert band.level == "basic"


def test_it_adds_parts_of_500() -> None:
    total = total_of(scores("70", "65", "70", "60", "70", "70", "65"))
    assert (total.how, total.score) == ("sum", D(470))
    assert (total.weak, total.passes_stages) == ((), None)
    assert total_of(scores("71", "71", "71", "71", "72", "72", "72")).score == 500


def test_it_takes_scores_out_of_five_times_hundred() -> None:
    total = total_of(scores("4.2", "4.1", "4.3", "4", "3.9", "4", "3.5"))
    assert (total.how, total.score) == ("mean_of_five", D(400))
    assert total.categories[5] == 390


def test_it_adds_up_seven_noughts() -> None:
    assert total_of(scores(*"0000000")).score == 0


def test_it_says_when_the_scale_is_unclear() -> None:
    with pytest.raises(InvalidInput) as refused:
        total_of(scores("90", "90", "90", "90", "90", "90", "95"))
    assert (refused.value.reason, refused.value.values) == ("categories_unclear", {"sum": D(635)})


def test_it_names_the_missing_categories() -> None:
    with pytest.raises(InvalidInput) as refused:
        total_of({1: D(400), 4: D(400)})
    assert refused.value.values == {"missing": [2, 3, 5, 6, 7]}


@pytest.mark.parametrize("wrong", ["-1", "500.5", "501"])
def test_it_names_the_category_out_of_range(wrong: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        total_of(scores("400", "400", wrong, "400", "400", "400", "400"))
    assert refused.value.reason == "category_range"
    assert refused.value.values == {"number": 3, "score": D(wrong)}
