"""Readers and actions on a database that is named by its path or URL, opened for one question, as a command does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.signed import SIGNATURE
from timeline.actions import answer as asked
from timeline.actions import dump
from timeline.actions.importing import import_file as imported
from timeline.actions.loading import load
from timeline.actions.upkeep import init
from timeline.domain.records import RecordSet
from timeline.query import Request
from timeline.storage.connecting.database import open_database
from timeline.storage.connecting.reader import Reader


@contextmanager
def reading(database: str) -> Iterator[Reader]:
    """A reader, for the length of a ``with`` block."""
    with open_database(database) as opened, opened.reading() as reader:
        yield reader


@contextmanager
def answer(database: str, request: Request, **options: Any) -> Iterator[asked.Answer]:
    """The action."""
    with open_database(database) as opened, asked.answer(opened, request, **options) as found:
        yield found


def load_paths(database: str, paths: Sequence[Path], **options: Any) -> load.Loaded:
    """The action."""
    with open_database(database) as opened:
        return load.load_paths(opened, paths, SIGNATURE, **options)


def import_file(database: str, request: imported.ImportRequest, *told: imported.Told) -> imported.ImportOutcome:
    """The action."""
    with open_database(database) as opened:
        return imported.import_file(opened, request, SIGNATURE, *told)


def dump_folder(database: str, folder: Path) -> RecordSet:
    """The action."""
    with open_database(database) as opened:
        return dump.dump_folder(opened, folder)


def init_database(database: str) -> init.Initialised:
    """The action."""
    with open_database(database) as opened:
        return init.init_database(opened)
