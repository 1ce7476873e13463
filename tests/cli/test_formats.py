"""``timeline formats``: the list of formats."""

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
