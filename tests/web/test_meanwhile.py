"""Tests of what goes on beside: loads, other questions, time that runs out; on SQLite and PostgreSQL."""

import threading
from pathlib import Path

from tests.support.command import run_command
from tests.web.served import serving

_COUNT = 300


def _write(folder: Path, edition: int) -> Path:
    """Events that all carry the number of an edition, beside their source."""
    lines = [f"sources:\n  paper: {{title: Edition {edition}}}\nevents:"]
    lines += [
        f"  event-{number}: {{title: Edition {edition}, claims: [{{source: paper, date: 2031-05-01}}]}}"
        for number in range(_COUNT)
    ]
    path = folder / "all.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_load_neither_keeps_readers_waiting_nor_shows_half_of_it(database: str, tmp_path: Path) -> None:
    assert run_command("load", str(_write(tmp_path, 0)), db=database).exit_code == 0
    failed: list[str] = []
    done = threading.Event()

    def load() -> None:
        try:
            for edition in range(1, 4):
                result = run_command("load", str(_write(tmp_path, edition)), db=database)
                if result.exit_code:
                    failed.append(result.output)
        finally:
            done.set()

    with serving(database, "--time-limit", "30") as served:
        loading = threading.Thread(target=load)
        loading.start()
        seen: list[str] = []
        while not done.is_set() or len(seen) < 5:
            got = served.get(f"/events.json?limit={_COUNT}")
            assert got.status == 200, got.text
            titles = {event["title"] for event in got.json["events"]}
            assert len(got.json["events"]) == _COUNT
            assert len(titles) == 1, titles
            seen += titles
        loading.join()
        assert failed == []
        assert seen == sorted(seen)
        assert served.get("/events/event-7.json").json["title"] == "Edition 3"
        assert "Edition 3" in served.get("/sources/paper").text


def test_pages_of_both_databases(database: str, seeds_folder: Path) -> None:
    assert run_command("load", str(seeds_folder / "iraq-2020"), db=database).exit_code == 0
    with serving(database, "--time-limit", "30") as served:
        for path in (
            "/",
            "/events?during=2020-09&actor=kadhimi",
            "/actors",
            "/events/pompeo-salih-call",
            "/export?format=md",
        ):
            assert served.get(path).status == 200, path
        assert "did you mean" in served.get("/events?actor=kadimi").text
        assert served.get("/events?type=attack").status == 400


def test_a_question_that_takes_too_long_is_ended_and_told(database: str, seeds_folder: Path) -> None:
    assert run_command("load", str(seeds_folder / "iraq-2020"), db=database).exit_code == 0
    with serving(database, "--time-limit", "0.000001") as served:
        for path in ("/events", "/events.json", "/events/pompeo-salih-call", "/export?format=csv"):
            got = served.get(path)
            assert got.status == 503
            assert "took longer than" in got.text
        assert served.get("/robots.txt").status == 200
