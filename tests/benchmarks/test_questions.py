"""The questions that the benchmark draws: the same for the same seed, answered as the model answers them."""

import pytest

from benchmarks import databases
from benchmarks.asked import opened
from benchmarks.questions import Drawer, check
from timeline.query import FILTERS


@pytest.fixture(autouse=True)
def kept_apart(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "FOLDER", tmp_path_factory.getbasetemp() / "questions")


def test_questions_are_drawn_again_by_their_seed_and_ask_for_everything() -> None:
    small = databases.made(200)
    with opened(small.path) as reader:
        drawn, again, others = (Drawer(small.world, reader, seed).questions(300) for seed in (1, 1, 2))
    assert drawn == again != others
    asked = {name for filters in drawn for name in filters}
    unasked = {"question", "on", "perhaps", "as_of", "recorded_on"}
    assert asked == FILTERS.keys() - unasked, "which say the same, or have benchmarks of their own"


def test_the_small_database_answers_them_as_the_model_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(200, "long", 3, 40) == 0
    assert capsys.readouterr().out == ""


def test_what_is_answered_otherwise_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.questions.model_answer", lambda *_: ["nothing like it"])
    assert check(200, "usual", 3, 4) == 4
    assert capsys.readouterr().out.count("answered otherwise than the model: ") == 4
