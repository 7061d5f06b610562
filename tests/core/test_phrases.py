"""Phrases: both languages, the same values in both, checked when read."""

from pathlib import Path

import pytest

from core.phrases import PhrasesError, load_phrases


def written(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "wording.yml"
    path.write_text(content, encoding="utf-8")
    return path


def test_it_says_a_phrase_in_either_language(tmp_path: Path) -> None:
    phrases = load_phrases(written(tmp_path, 'sent: {th: "ส่งเรื่อง {code} แล้ว", en: "Sent {code}"}'))
    assert phrases.say("sent", code="2026-ABC234") == "ส่งเรื่อง 2026-ABC234 แล้ว"
    assert phrases.say("sent", "en", code="2026-ABC234") == "Sent 2026-ABC234"
    assert phrases.keys() == {"sent"}


def test_it_does_not_read_braces_in_what_people_wrote(tmp_path: Path) -> None:
    phrases = load_phrases(written(tmp_path, 'echo: {th: "{text}", en: "{text}"}'))
    assert phrases.say("echo", text="{code}") == "{code}"


def test_it_fails_at_once_for_an_unknown_key_or_a_missing_value(tmp_path: Path) -> None:
    phrases = load_phrases(written(tmp_path, 'sent: {th: "{code}", en: "{code}"}'))
    with pytest.raises(KeyError):
        phrases.say("nothing")
    with pytest.raises(KeyError):
        phrases.say("sent")


@pytest.mark.parametrize(
    "content",
    [
        'a: {th: "ก"}',
        'a: {th: "ก", en: "a", fr: "a"}',
        'a: "ก"',
        "a: {th: yes, en: no}",
        'a: {th: "{x}", en: "{y}"}',
        'a: {th: "{x}", en: "x"}',
    ],
)
def test_it_refuses_a_file_that_breaks_a_rule_and_names_the_key(
    tmp_path: Path, content: str
) -> None:
    with pytest.raises(PhrasesError, match=r"wording\.yml: a "):
        load_phrases(written(tmp_path, content))
