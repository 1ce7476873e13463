"""Where a database is, and what of it is shown."""

import pytest

from timeline.errors import DatabaseError
from timeline.storage.address import Address, read_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("timeline.db", Address("timeline.db", None)),
        ("/data/a b/100%.db", Address("/data/a b/100%.db", None)),
        ("C:\\data\\x.db", Address("C:\\data\\x.db", None)),
        ("odd?name#1.db", Address("odd?name#1.db", None)),
        ("sqlite:///x.db", Address("x.db", None)),
        ("sqlite:////data/x.db", Address("/data/x.db", None)),
        ("sqlite+pysqlite:///x.db", Address("x.db", None)),
        ("postgresql://ana@host/news", Address(None, "postgresql+psycopg://ana@host/news")),
        ("postgres://ana@host/news", Address(None, "postgresql+psycopg://ana@host/news")),
        ("postgresql+psycopg2://host/news", Address(None, "postgresql+psycopg://host/news")),
    ],
)
def test_a_path_or_a_url_is_an_address(text: str, address: Address) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mysql://host/news", "databases of kind mysql are not supported: use a SQLite file or postgresql://"),
        ("sqlite://", "names no file: write a path, or sqlite:///PATH"),
        ("sqlite:///", "names no file"),
        ("sqlite://x.db", "names no file"),
        # SQLite would take both for a database that is gone with the command.
        ("", "names no file"),
        (":memory:", "names no file"),
    ],
)
def test_what_is_no_address_is_refused(text: str, message: str) -> None:
    with pytest.raises(DatabaseError, match=message) as caught:
        read_address(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://ana:s3cret@host/news",
        "postgresql://ana:s3cret@host:5432/news?sslmode=require",
        "postgresql://:s3cret@host/news",
        "postgresql://ana:half/s3cret@host/news",
        "postgresql://ana:half@s3cret@host/news",
        "postgresql://ana:s3cret:s3cret@host/news",
        "postgresql://ana@host/news?password=s3cret",
        "postgresql://host/news?user=ana&PASSWORD=s3cret&sslmode=require",
        "postgresql://host/news?sslpassword=s3cret",
    ],
)
def test_a_password_is_never_shown(text: str) -> None:
    label = read_address(text).label
    assert "s3cret" not in label
    assert "host" in label


def test_a_url_without_a_password_is_shown_whole() -> None:
    assert read_address("postgresql://ana@host:5432/news").label == "postgresql+psycopg://ana@host:5432/news"
    assert read_address("a:b@c.db").label == "a:b@c.db"
