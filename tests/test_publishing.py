"""docs/publishing.md: its commands print what it shows, and what it says of files is so."""

import io
import re
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from tests.support.shown import ROOT, assert_shown, run, sessions
from timeline.exporters.registry import FORMATS

TEXT = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of the seeds, after all that the document shows."""
    home = tmp_path_factory.mktemp("publishing")
    assert run(home, f"timeline load {ROOT / 'seeds' / 'iraq-2020'}").returncode == 0
    told = list(sessions(TEXT))
    assert len(told) >= 6
    for command, shown in told:
        assert_shown(command, shown, run(home, command).stdout)
    return home


def test_its_commands_print_what_it_shows(home: Path) -> None:
    assert {"chronology.html", "plain.html", "frame.html", "timeline.svg"} <= {each.name for each in home.iterdir()}


def test_every_format_is_named_with_the_extra_that_it_needs() -> None:
    for each in FORMATS.values():
        assert f"`{each.suffixes[0]}`" in TEXT or f"`{each.suffixes[0]} --" in TEXT or f"`{each.name}`" in TEXT
    free = re.search(r"\n((?:`\w+`,?(?: and)? ?)+)need nothing else", TEXT)
    assert free is not None
    assert re.findall(r"`(\w+)`", free[1]) == [each.name for each in FORMATS.values() if each.extra is None]


class Frames(HTMLParser):
    """The frames of a page, each as its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "iframe":
            self.found.append(dict(attrs))


def test_the_frame_shows_the_file_that_was_written(home: Path) -> None:
    [frame] = Frames("".join(re.findall(r"```html\n(.*?)```", TEXT, re.DOTALL))).found
    assert (home / (frame["src"] or "")).is_file()
    assert frame["title"]
    assert "allow-same-origin" not in (frame["sandbox"] or "")


def test_addresses_name_what_is_in_the_page(home: Path) -> None:
    page = (home / "chronology.html").read_text(encoding="utf-8")
    addresses = re.findall(r"chronology\.html#(\S+)", TEXT)
    events = [value for each in addresses for name, value in [each.split("=", 1)] if name == "event"]
    assert events
    assert all(f'id="event-{each}"' in page for each in events)


@pytest.mark.parametrize("name", FORMATS)
def test_no_file_tells_in_which_folder_it_was_made(home: Path, name: str) -> None:
    path = home / f"where{FORMATS[name].suffixes[0]}"
    assert run(home, f"timeline export {path}").returncode == 0
    for data in contents(path.read_bytes()):
        for told in (str(home), str(ROOT), f"{Path.home()}/"):
            assert told.encode() not in data, f"{path.name} has {told}"


def contents(data: bytes) -> list[bytes]:
    """A file, or what is packed in it."""
    if not is_zipfile(io.BytesIO(data)):
        return [data]
    with ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(each) for each in archive.namelist()]


def test_what_no_chosen_event_needs_stays_behind(home: Path) -> None:
    assert run(home, "timeline export chosen.jsonl --actor kadhimi").returncode == 0
    assert run(home, "timeline export whole.jsonl").returncode == 0
    chosen, whole = ((home / name).read_text(encoding="utf-8") for name in ("chosen.jsonl", "whole.jsonl"))
    assert "benghazi-attack" in whole
    assert "benghazi-attack" not in chosen
    assert "benghazi-attack" not in (home / "frame.html").read_text(encoding="utf-8")
