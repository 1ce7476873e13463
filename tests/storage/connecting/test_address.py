"""Where a database is, and what of it is shown."""

import pytest

from timeline.errors import DatabaseError
from timeline.storage.connecting.address import Address, masked, read_address


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
        ("host=host password=s3cret", r'"host=host password=\*\*\*" names no file: write a server as postgresql://'),
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
        "postgresql://ana:s3cret@host:badport/news",
        "postgresql://ana:half?s3cret@host/news",
        "postgresql://ana@corp:s3cret@host/news",
        "postgresql://ana/b:s3cret@host/news",
        "postgresql://host:s3cret/news",
        "postgresql://host:s3cret",
        "postgresql://host:5432/news?password=half@s3cret",
        "postgresql://host:5432/news?password=half&s3cret",
        "postgresql://host/news?p%61ssword=s3cret",
    ],
)
def test_a_password_is_never_shown(text: str) -> None:
    label = read_address(text).label
    assert "s3cret" not in label
    assert "host" in label


MISTYPED = [
    "postgresql:/ana:s3cret@host/news",
    "postgresql:ana:s3cret@host/news",
    "postgresql:///ana:s3cret@host/news",
    "postgresql//ana:s3cret@host/news",
    "postgresql//:ana:s3cret@host/news",
    "postgres//ana:s3cret@host",
    "postgresql;//ana:s3cret@host/news",
    "postgresql+psycopg:/ana:s3cret@host/news",
    "postgressql:/ana:s3cret@host/news",
    "POSTGRESQL:/ana:s3cret@host/news",
    " postgresql://ana:s3cret@host/news",
    "ana:s3cret@host/news",
    "//ana:s3cret@host/news",
    "ana:half/s3cret@host",
    "postgresql:ana:s3cret",
    "host=host user=ana password=s3cret",
    "host=host password = 'half s3cret' dbname=news",
    "mysql://ana:s3cret@host/news",
    "sqlite://ana:s3cret@host/news",
]


@pytest.mark.parametrize("text", MISTYPED)
def test_a_mistyped_address_shows_no_password(text: str) -> None:
    assert "s3cret" not in masked(text)
    assert "half" not in masked(text)
    assert masked(masked(text)) == masked(text)
    try:
        said = read_address(text).label
    except DatabaseError as refused:
        said = str(refused)
    assert "s3cret" not in said
    assert "half" not in said


@pytest.mark.parametrize(
    "text", [each for each in MISTYPED if not each.startswith(("//", "ana:half", "postgresql:///"))]
)
def test_what_was_meant_as_a_server_is_no_file(text: str) -> None:
    with pytest.raises(DatabaseError, match=r"names no file|are not supported"):
        read_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "timeline.db",
        "./postgresql:news.db",
        "postgres.db",
        "postgres/news.db",
        "C:\\Users\\ana\\x.db",
        "a:b.db",
        "me@home.db",
        "2031-05-01T10:00:00",
        "call me at home: ana@example.org",
        "https://example.org/@ana/x:y",
    ],
)
def test_what_is_no_secret_is_shown_whole(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("url", "repeated"),
    [
        ("postgresql://ana:s3cret@host/news", "s3cret"),
        ("postgresql://ana:s3%40cret@host/news", "s3@cret"),
        ("postgresql://ana:half/s3cret@host/news", "host s3cret"),
        ("postgresql://host/news?user=ana&password=s3cret", "s3cret"),
    ],
)
def test_what_a_server_says_does_not_repeat_a_password(url: str, repeated: str) -> None:
    said = read_address(url).without_secrets(f"cannot reach {repeated} today")
    assert "cret" not in said
    assert said.endswith("*** today")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ana@host:5432/news",
        "postgresql://host/news",
        "postgresql://[::1]:5432/news",
        "postgresql:///news?host=/run/postgresql",
        "postgresql://ana@host/news?options=-csearch_path=team",
    ],
)
def test_a_url_without_a_password_is_shown_whole(url: str) -> None:
    assert read_address(url).label == url


def test_a_path_is_shown_whole() -> None:
    assert read_address("a:b.db").label == "a:b.db"
    assert read_address("./me@home.db").label == "./me@home.db"
