"""``timeline formats``: the list of formats."""

import pytest

from tests.cli.conftest import Ask
from timeline.exporters.registry import FORMATS
from timeline.importers.registry import FORMATS as IMPORTED


def test_every_format_is_listed(ask_strait: Ask) -> None:
    done = ask_strait("formats")
    assert (done.exit_code, done.stderr) == (0, "")
    words = done.stdout.split()
    exported, imported = words[: words.index("IMPORT")], words[words.index("IMPORT") :]
    assert exported[:5] == ["EXPORT", "SUFFIXES", "WHAT", "IT", "IS"]
    for each in FORMATS.values():
        assert [each.name, *each.suffixes] == exported[(at := exported.index(each.name)) : at + 1 + len(each.suffixes)]
        assert each.description in " ".join(exported)
    for format_ in IMPORTED:
        assert format_.name in imported
        assert format_.what in " ".join(imported)


def test_no_two_formats_of_import_have_one_name() -> None:
    assert len({each.name for each in IMPORTED}) == len(IMPORTED)


@pytest.mark.parametrize("name", FORMATS)
def test_of_one_format_all_is_told_within_80_columns(ask_strait: Ask, name: str) -> None:
    done = ask_strait("formats", name)
    assert (done.exit_code, done.stderr) == (0, "")
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    told = " ".join(done.stdout.split())
    each = FORMATS[name]
    for words in (each.description, *each.suffixes, *each.leaves_out, *(option.help for option in each.options)):
        assert words in told
    assert (f'pip install "timeline-db[{each.extra}]"' in told) is (each.extra is not None)
    assert each.leaves_out or "leaves out nothing" in told


def test_a_name_of_export_and_import_tells_both(ask_strait: Ask) -> None:
    told = ask_strait("formats", "timelinejs").stdout
    assert told.startswith("timelinejs, of export\n")
    assert "\n\ntimelinejs, of import\n" in told
    assert ask_strait("formats", "ucdp-ged").stdout.startswith("ucdp-ged, of import\n")


def test_a_name_of_no_format_is_refused_with_the_names(ask_strait: Ask) -> None:
    done = ask_strait("formats", "excel")
    assert done.exit_code == 2
    assert "xlsx" in done.stderr
