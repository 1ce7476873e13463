"""What every format for programs has to bear: no event, none with a date, all time, a crowd."""

import io
from collections.abc import Iterable
from typing import Any

import pytest

from tests.exporters.harbour import PORT_CITY, agreed, claim, entry
from tests.exporters.programs.tables.test_tidy_tables import chronology_of
from timeline.domain.chronology import Entry, EntryParticipant
from timeline.exporters.programs.formats import FORMATS

CROWD = entry(
    "crowd",
    "A crowd",
    agreed("2031-05-04"),
    place=PORT_CITY,
    participants=tuple(EntryParticipant(f"actor-{at:03}", f"Actor {at:03}", "participant") for at in range(500)),
    claims=(claim("gazette-2031-05-02", written="2031-05-04"),),
)
NAMES = [part.name for part in CROWD.participants]
OPTIONS = {"parquet": {"table": "participants"}}
"""With which a format has the participants."""


def written(name: str, entries: Iterable[Entry], **options: Any) -> tuple[bytes, list[str]]:
    (each,) = (each for each in FORMATS if each.name == name)
    raw = io.BytesIO()
    out = raw if each.binary else io.TextIOWrapper(raw, encoding="utf-8", newline="", write_through=True)
    left_out = each.load()(chronology_of(entries), out, **options)
    return raw.getvalue(), list(left_out or ())


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
@pytest.mark.parametrize(
    "entries",
    [
        (),
        (entry("one"), entry("two")),
        (entry("bang", date=agreed("Y-13800000000")), entry("end", date=agreed("Y999999999"))),
        (entry("open", date=agreed("../..")), entry("since", date=agreed("2031/.."))),
        tuple(entry(f"at-once-{at}", date=agreed("2031-05-02T23:20:00")) for at in range(2)),
    ],
    ids=["nothing", "undated", "all time", "open", "one instant"],
)
def test_a_whole_file_is_written_of_anything(each: Any, entries: tuple[Entry, ...]) -> None:
    whole, left_out = written(each.name, entries)
    assert whole or (each.name == "jsonl" and not entries)
    assert written(each.name, entries) == (whole, left_out)
    assert all(line == line.strip() and len(line) <= 80 for line in left_out)


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_a_crowd_is_named_to_the_last(name: str) -> None:
    whole, left_out = written(name, [CROWD], **OPTIONS.get(name, {}))
    assert left_out == []
    told = _texts(name, whole)
    wanted = [part.actor for part in CROWD.participants] if name == "jsonld" else NAMES
    assert [each for each in wanted if each not in told] == []


def _texts(name: str, whole: bytes) -> str:
    if name == "xlsx":
        import openpyxl

        sheet = openpyxl.load_workbook(io.BytesIO(whole))["Participants"]
        return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    if name == "parquet":
        import polars

        return " ".join(polars.read_parquet(io.BytesIO(whole))["name"])
    text = whole.decode()
    return text.replace("\r\n ", "") if name == "ics" else text  # its lines are folded
