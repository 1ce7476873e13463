"""``timeline formats``: the list of formats."""

from tests.cli.conftest import Ask
from timeline.exporters import FORMATS


def test_every_format_is_listed_with_its_suffixes(ask_strait: Ask) -> None:
    done = ask_strait("formats")
    assert (done.exit_code, done.stderr) == (0, "")
    head, *rows = done.stdout.splitlines()
    assert head.split() == ["FORMAT", "SUFFIXES", "WHAT", "IT", "IS"]
    assert [row.split()[0] for row in rows] == list(FORMATS)
    for row, each in zip(rows, FORMATS.values(), strict=True):
        assert row.split()[1 : 1 + len(each.suffixes)] == list(each.suffixes)
        assert row.endswith(each.description)
