"""Empty PostgreSQL databases, one for each test that asks."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.support import postgres_server

OWN_SERVER = "TIMELINE_TEST_POSTGRES"
"""Names a server to use instead of the wheel's: a URL whose user may create databases."""

_FOLDER = "TIMELINE_TEST_POSTGRES_FOLDER"
_RUN = "TIMELINE_TEST_RUN"
_numbers = itertools.count(1)


def begin_run() -> None:
    """Prepares the place of the server; the workers of this test run find it in their environment."""
    os.environ[_FOLDER] = str(postgres_server.new_folder())
    os.environ[_RUN] = str(os.getpid())


def end_run() -> None:
    """Ends the server, where a test has started one, and removes its folder."""
    if folder := os.environ.pop(_FOLDER, None):
        postgres_server.stop(Path(folder))


@contextmanager
def new_database() -> Iterator[str]:
    """The URL of a database of its own, empty, in UTF-8; dropped afterwards, whoever still holds it open."""
    server = make_url(os.environ.get(OWN_SERVER) or _wheel_server()).set(drivername="postgresql")
    # A database's name is unique on a server that other test runs may use too.
    name = f"timeline_test_{os.getpid()}_{next(_numbers)}"
    address = server.render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        try:
            database = server.set(drivername="postgresql+psycopg", database=name)
            yield database.render_as_string(hide_password=False)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _wheel_server() -> str:
    return postgres_server.ensure_started(Path(os.environ[_FOLDER]), int(os.environ[_RUN]))
