"""PostgreSQL databases, one for each test that asks."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import URL, NullPool, create_engine, make_url

from tests.support import postgres_server
from timeline.storage.schema.upgrading import upgrade

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
    """Ends the server, where a test has started one, and removes its folder; of another server what was made there."""
    if own := os.environ.get(OWN_SERVER):
        with psycopg.connect(_address(make_url(own).set(drivername="postgresql")), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {_template_name()}")
    if folder := os.environ.pop(_FOLDER, None):
        postgres_server.stop(Path(folder))


@contextmanager
def new_database(*, with_tables: bool = False) -> Iterator[str]:
    """The URL of a database of its own, in UTF-8; dropped afterwards, whoever still holds it open.

    It is empty, or has our tables and nothing in them: a copy of one that was made by the migrations, once in a run.
    """
    server = make_url(os.environ.get(OWN_SERVER) or _wheel_server()).set(drivername="postgresql")
    # A database's name is unique on a server that other test runs may use too.
    name = f"timeline_test_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(_address(server), autocommit=True) as connection:
        template = _with_tables(connection, server) if with_tables else "template0"
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        try:
            yield _address(server.set(drivername="postgresql+psycopg", database=name))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _address(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _template_name() -> str:
    return f"timeline_test_tables_{os.environ[_RUN]}"


def _with_tables(connection: psycopg.Connection, server: URL) -> str:
    """The name of the database that is copied, made by whichever worker asks first."""
    name = _template_name()
    lock = int(os.environ[_RUN])
    connection.execute(f"SELECT pg_advisory_lock({lock})")
    try:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if found is None:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
            engine = create_engine(server.set(drivername="postgresql+psycopg", database=name), poolclass=NullPool)
            with engine.begin() as made:
                upgrade(made, name)
    finally:
        connection.execute(f"SELECT pg_advisory_unlock({lock})")
    return name


def _wheel_server() -> str:
    return postgres_server.ensure_started(Path(os.environ[_FOLDER]), int(os.environ[_RUN]))
