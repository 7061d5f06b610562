"""Levels ticked, and what they make."""

import pytest

from knowledge.tools.self_check import missing, reached, read_levels, skipped

B, A, S = "basic", "advance", "significance"


@pytest.mark.parametrize(
    ("met", "level", "lacking", "idle"),
    [
        ((), None, (B, A, S), ()),
        ((B,), B, (A, S), ()),
        ((A,), None, (B, S), (A,)),
        ((S,), None, (B, A), (S,)),
        ((B, A), A, (S,), ()),
        ((B, S), B, (A,), (S,)),
        ((A, S), None, (B,), (A, S)),
        ((S, A, B), S, (), ()),
    ],
)
def test_it_counts_a_level_once_all_below_are_met(
    met: tuple[str, ...], level: str | None, lacking: tuple[str, ...], idle: tuple[str, ...]
) -> None:
    assert reached(met) == level
    assert missing(met) == lacking
    assert skipped(met) == idle


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("1", (B,)),
        ("1 2", (B, A)),
        ("๑, ๓", (B, S)),
        ("3 และ 1", (B, S)),
        ("พื้นฐาน กับ ก้าวหน้า", (B, A)),
        ("ระดับพัฒนาจนเกิดผล", (S,)),
        ("Basic and Sig", (B, S)),
        ("ครบทุกระดับ", (B, A, S)),
        ("all", (B, A, S)),
    ],
)
def test_it_reads_ticks(text: str, levels: tuple[str, ...]) -> None:
    assert read_levels(text) == levels


@pytest.mark.parametrize("text", ["4", "0", "12", "3.4", "ระดับก้าวหน้าคืออะไร", "ถนนพัง 1 จุด", ""])
def test_it_reads_no_ticks_out_of_other_words(text: str) -> None:
    assert read_levels(text) == ()
