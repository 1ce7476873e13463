"""The URL of a server, as the driver is told it: what SQLAlchemy reads in it, and libpq takes."""

import pytest
from sqlalchemy import create_engine

from timeline.errors import DatabaseError
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.server_options import Options, server_options


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("postgresql://", {}),
        ("postgresql:///news", {"dbname": "news"}),
        ("postgresql://host", {"host": "host"}),
        (
            "postgresql://ana:s3cret@host:5433/news",
            {"user": "ana", "password": "s3cret", "host": "host", "port": 5433, "dbname": "news"},
        ),
        (
            "postgresql://a%40b:%2F%3A%40@host/n%20ews",
            {"user": "a@b", "password": "/:@", "host": "host", "dbname": "n ews"},
        ),
        ("postgres://ana@[::1]:5432/news", {"user": "ana", "host": "::1", "port": 5432, "dbname": "news"}),
        ("postgresql+psycopg://ana@/news?host=/run/a", {"user": "ana", "dbname": "news", "host": "/run/a"}),
        (
            "postgresql://host/news?sslmode=require&options=-csearch_path%3Dteam&connect_timeout=2",
            {
                "host": "host",
                "dbname": "news",
                "sslmode": "require",
                "options": "-csearch_path=team",
                "connect_timeout": "2",
            },
        ),
        ("postgresql://one/news?host=two&user=ana", {"host": "two", "dbname": "news", "user": "ana"}),
        ("postgresql:///news?host=a:5433", {"dbname": "news", "host": "a", "port": "5433"}),
        ("postgresql:///news?host=a:5433&host=b:5434", {"dbname": "news", "host": "a,b", "port": "5433,5434"}),
        ("postgresql:///news?host=a&host=b:5434", {"dbname": "news", "host": "a,b", "port": ",5434"}),
        ("postgresql:///news?host=a,b&port=5433,5434", {"dbname": "news", "host": "a,b", "port": "5433,5434"}),
    ],
)
def test_a_url_is_read_as_it_always_was(url: str, options: Options) -> None:
    address = read_address(url)
    assert server_options(address) == options
    engine = create_engine(address.url or "")
    _, before = engine.dialect.create_connect_args(engine.url)
    before.pop("context", None)
    assert {name: str(value) for name, value in before.items()} == {name: str(each) for name, each in options.items()}


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ana:s3cret@host:port/news",
        "postgresql://[::1/news",
        "postgresql://host/news?user=ana&user=bo&password=s3cret",
    ],
)
def test_what_is_no_url_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(DatabaseError, match="is not a database URL") as caught:
        server_options(read_address(url))
    assert "s3cret" not in str(caught.value)
