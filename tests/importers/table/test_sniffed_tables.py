"""What splits a table most evenly is what stands between its cells."""

import pytest

from timeline.importers.table.sniffed_tables import delimiter_of


@pytest.mark.parametrize(
    ("head", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n", ";"),
        ("a\tb\n1, 2\t3; 4\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("date;what, and where\n2031;Talks, Alton\n2032;Raid\n", ";"),
        ('a,b\n"x;y;z",2\n"u;v",3\n', ","),
        ("a;b;c\n1;2;3\n4;5", ";"),
        ("alone\n1\n", ","),
        ("", ","),
        ("sep=;\na,b;c,d\n", ";"),
        ("\ufeffSEP=|\r\na,b|c\r\n", "|"),
        ('"sep=;"\na,b;c\n', ";"),
        ("a;b\n;\n  ;\n1;2\n", ";"),
        ('"never closed;a;b\n', ","),
    ],
)
def test_the_delimiter(head: str, delimiter: str) -> None:
    assert delimiter_of(head) == delimiter
