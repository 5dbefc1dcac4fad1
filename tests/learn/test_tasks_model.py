"""Training the judge of tasks: rare words are left out, the model travels without pickle."""

from __future__ import annotations

from pathlib import Path

from luodi.language.tasks.model import TaskModel, load_model
from luodi.learn.tasks import Example, cross_validate, fit, save


def samples() -> list[Example]:
    found = []
    for group in range(8):
        found.append(Example(frozenset({"必须", f"地名{group}"}), True, group, "case"))
        found.append(Example(frozenset({"近年来", f"人名{group}"}), False, group, "case"))
    return found


def test_words_of_one_document_are_not_learnt() -> None:
    assert set(fit(samples()).weights) <= {"必须", "近年来"}


def test_a_saved_model_judges_alike(tmp_path: Path) -> None:
    model = fit(samples())
    save(model, tmp_path)
    again = load_model(tmp_path)
    assert abs(again.probability({"必须"}) - model.probability({"必须"})) < 1e-4


def test_cross_validation_never_judges_what_it_saw() -> None:
    assert cross_validate(samples(), folds=4)["case"]["f1"] == 1.0


def test_unknown_features_weigh_nothing() -> None:
    model = TaskModel({"a": 1.0}, 0.0)
    assert model.probability({"a", "b"}) == model.probability({"a"})
