"""Learning the model, and the shipped file being the one that the sources give."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from categories import catalog, linear, train
from categories.features import FeatureReader
from categories.fitting import Example

FEW = [
    Example("ขยะล้นถังทุกวัน", "cleanliness"),
    Example("รถขยะไม่มาเก็บ", "cleanliness"),
    Example("ไฟทางดับทั้งซอย", "street_light"),
    Example("หลอดไฟหน้าบ้านดับ", "street_light", also=("utilities",)),
    Example("หมาจรไล่กัดเด็ก", "nuisance"),
    Example("เสียงดังทั้งคืน", "nuisance"),
    Example("น้ำท่วมบ้าน", "disaster"),
    Example("ฝนตกน้ำขังนาน", "disaster"),
]


def test_it_ships_a_model_of_the_present_sources() -> None:
    shipped = linear.load()

    assert shipped.fingerprint == train.fingerprint(), "run: python -m categories.train"
    assert shipped.codes == catalog.load().codes


def test_it_learns_the_same_from_the_same() -> None:
    one, other = train.learn(FEW, "few").model, train.learn(FEW, "few").model

    assert np.array_equal(one.weights, other.weights)
    assert one.temperature == other.temperature


def test_it_answers_what_it_was_taught() -> None:
    model = train.learn(FEW, "few").model
    reader = FeatureReader.load()

    for example in FEW:
        best = int(np.argmax(model.scores(reader.read(example.text))))
        assert model.codes[best] == example.code


def test_it_keeps_its_answers_when_saved_and_read_back(tmp_path: Path) -> None:
    model = train.learn(FEW, "few").model
    model.save(tmp_path / "model.npz")
    again = linear.load(tmp_path / "model.npz")

    features = FeatureReader.load().read("ขยะเต็มหน้าบ้าน")
    assert again.fingerprint == "few"
    assert again.probabilities(features) == pytest.approx(model.probabilities(features), abs=0.06)


def test_it_has_at_least_a_hundred_sentences_of_its_own_in_every_category() -> None:
    files = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in train.sentence_files()}

    for code in catalog.load().codes:
        assert len(files[code]) >= 100
