"""Learns ``weights.yml`` and ``model/intent.npz``: ``python -m knowledge.train``.

The same entries and texts give the same weights. Takes about two minutes of one core.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

import yaml

from knowledge.corpus import read_corpus
from knowledge.intent import MODEL_FILE, intent_model
from knowledge.ranking import WEIGHTS_FILE, forget_weights, weights
from knowledge.training.confidence import fit_confidence, judged_questions, separation
from knowledge.training.intents import learn_intents
from knowledge.training.ranking import learn_ranking
from knowledge.training.refusal import FIRST_GUESS, learn_refusal
from knowledge.training.texts import examples


def main() -> None:
    """Learn the four parts, each with those before it, and write them."""
    entries = tuple(read_corpus()[0])
    model, held_out = learn_intents(examples(entries))
    model.save(MODEL_FILE)
    intent_model.cache_clear()
    ranking, told = learn_ranking(entries)
    sys.stdout.write(told)
    judged = judged_questions(entries, ranking, held_out)
    scale = fit_confidence(judged)
    sys.stdout.write(separation(judged, scale))
    _write(ranking, scale, FIRST_GUESS)
    refusal, told = learn_refusal(entries)
    sys.stdout.write(told)
    _write(ranking, scale, refusal)


def _write(
    ranking: Mapping[str, float], scale: Mapping[str, float], refusal: Mapping[str, float]
) -> None:
    rounded = {
        "ranking": {name: round(value, 3) for name, value in ranking.items() if abs(value) > 0.005},
        "confidence": {name: round(value, 3) for name, value in scale.items()},
        "refusal": {name: round(value, 3) for name, value in refusal.items()},
        "answer_from": weights().answer_from,
    }
    head = "# Made by `python -m knowledge.train`; README.md tells what each signal is worth.\n"
    text = yaml.safe_dump(rounded, sort_keys=False, allow_unicode=True)
    WEIGHTS_FILE.write_text(head + text, encoding="utf-8")
    forget_weights()


if __name__ == "__main__":
    main()
