"""Inverted indexes over small texts: BM25 and cosine, scored for all texts at once."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
_K1 = 1.2
_B = 0.6


class Postings:
    """Terms to the texts that hold them, each with a weight made ready for summing."""

    def __init__(self, size: int, weights: Mapping[str, Mapping[int, float]]) -> None:
        self._size = size
        self._lists = {
            term: (
                np.fromiter(by_text.keys(), np.int32, len(by_text)),
                np.fromiter(by_text.values(), np.float32, len(by_text)),
            )
            for term, by_text in weights.items()
        }

    def scores(self, query: Mapping[str, float]) -> Scores:
        """Sum over the query's terms of query weight times text weight; one value a text."""
        total = np.zeros(self._size, np.float32)
        for term, weight in query.items():
            found = self._lists.get(term)
            if found is not None:
                total[found[0]] += found[1] * np.float32(weight)
        return total


class Rarity:
    """Inverse document frequency of terms; a term never seen is as rare as one seen once."""

    def __init__(self, bags: Iterable[Iterable[str]]) -> None:
        counts: Counter[str] = Counter()
        size = 0
        for bag in bags:
            size += 1
            counts.update(set(bag))
        self._idf = {t: math.log(1 + (size - n + 0.5) / (n + 0.5)) for t, n in counts.items()}
        self._unseen = math.log(1 + (size + 0.5) / 1.5) if size else 1.0

    def of(self, term: str) -> float:
        """The term's weight, above zero."""
        return self._idf.get(term, self._unseen)

    def knows(self, term: str) -> bool:
        """Whether any text holds the term."""
        return term in self._idf


def bm25(bags: Sequence[Mapping[str, float]], rarity: Rarity) -> Postings:
    """An index whose scores are BM25; bags give term counts (weighted counts are welcome)."""
    lengths = [sum(bag.values()) for bag in bags]
    average = sum(lengths) / max(len(lengths), 1) or 1.0
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    for text, (bag, length) in enumerate(zip(bags, lengths, strict=True)):
        norm = _K1 * (1 - _B + _B * length / average)
        for term, count in bag.items():
            weights[term][text] = rarity.of(term) * count * (_K1 + 1) / (count + norm)
    return Postings(len(bags), weights)


class Cosine:
    """An index whose scores are cosines of bags weighted by rarity, counts damped by their root."""

    def __init__(self, bags: Sequence[Mapping[str, float]]) -> None:
        self._rarity = Rarity(bags)
        weights: dict[str, dict[int, float]] = defaultdict(dict)
        for text, bag in enumerate(bags):
            for term, weight in self._unit(bag).items():
                weights[term][text] = weight
        self._postings = Postings(len(bags), weights)

    def scores(self, bag: Mapping[str, float]) -> Scores:
        """The cosine of a bag with each text."""
        return self._postings.scores(self._unit(bag))

    def _unit(self, bag: Mapping[str, float]) -> dict[str, float]:
        weighted = {term: math.sqrt(n) * self._rarity.of(term) for term, n in bag.items()}
        length = math.sqrt(sum(weight * weight for weight in weighted.values())) or 1.0
        return {term: weight / length for term, weight in weighted.items()}


def grams(text: str, size: int = 3) -> Counter[str]:
    """Character n-grams of a text without its spaces, edges marked."""
    joined = "^" + text.replace(" ", "") + "$"
    return Counter(joined[i : i + size] for i in range(max(len(joined) - size + 1, 1)))


def best_by_owner(scores: Scores, starts: NDArray[np.int64]) -> Scores:
    """Maximum over the texts of each owner; texts stand grouped, ``starts`` marks the groups."""
    best: Scores = np.maximum.reduceat(scores, starts)
    return best
