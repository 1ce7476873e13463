"""Tests of downloads: what comes is what the command writes."""

from pathlib import Path

import pytest

from tests.support.command import run_command
from tests.web.served import Served
from timeline.exporters.registry import FORMATS


@pytest.mark.parametrize("name", [each.name for each in FORMATS.values() if not each.binary])
def test_a_download_is_what_the_command_writes(seeds: Served, seeds_db: str, tmp_path: Path, name: str) -> None:
    file = tmp_path / f"file{FORMATS[name].suffixes[0]}"
    run_command("export", str(file), "--format", name, "--during", "2020-09", "--title", "Autumn", db=seeds_db)
    got = seeds.get(f"/export?format={name}&during=2020-09&title=Autumn")
    assert (got.status, got.body) == (200, file.read_bytes())
    assert got.headers["content-disposition"].startswith(f'attachment; filename="autumn{FORMATS[name].suffixes[0]}"')
    assert int(got.headers["content-length"]) == len(got.body)


def test_options_of_formats_are_parameters(seeds: Served) -> None:
    assert seeds.get("/export?format=csv&raw=1").status == 200
    got = seeds.get("/export?format=md&raw=1", Accept="text/html")
    assert got.status == 400
    assert "raw is for csv, not for md" in got.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "choose the format"),
        ("format=doc", "there is no format"),
        ("format=csv&actor=nobody-1", "no actor is called"),
        ("format=csv&format=md", "format is given twice"),
        ("format=csv&nonsense=1", "there is no filter"),
    ],
)
def test_what_cannot_be_written_is_told(seeds: Served, asked: str, said: str) -> None:
    got = seeds.get(f"/export?{asked}")
    assert got.status == 400
    assert said in got.text


@pytest.mark.parametrize(
    ("title", "plain", "written"),
    [
        ("%22%0d%0aX-Evil: 1", "x-evil-1", "X-Evil%201"),
        ("../../etc/passwd", "etc-passwd", "etcpasswd"),
        ("%D8%A8%D8%BA%D8%AF%D8%A7%D8%AF", "bghdd", "%D8%A8%D8%BA%D8%AF%D8%A7%D8%AF"),
        ("%E2%80%94", "chronology", "%E2%80%94"),
        ("%F0%9F%92%A3", "bomb", "%F0%9F%92%A3"),
    ],
)
def test_a_title_makes_a_safe_name(seeds: Served, title: str, plain: str, written: str) -> None:
    got = seeds.get(f"/export?format=csv&title={title.replace(' ', '%20')}")
    named = got.headers["content-disposition"]
    assert named == f"attachment; filename=\"{plain}.csv\"; filename*=UTF-8''{written}.csv"
    assert "x-evil" not in got.headers
