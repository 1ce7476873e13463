"""Who is named for what a record says: the change that wrote just that, though others came to the record since."""

from tests.support.opened import reading
from tests.support.signed import SIGNATURE
from tests.support.stores import load
from timeline.actions.history.wrote import Said, last_change, who_wrote
from timeline.actions.rename import rename_record
from timeline.domain.records import Claim, Event, Place, RecordSet, Source
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.database import open_database
from timeline.storage.writing.transaction.session import write_session

WALK = Event("walk", "A walk", claims=(Claim("wire", date="2031-05-01"), Claim("herald", date="2031-05-01")))
STATES = (
    WALK,
    WALK._replace(title="A march"),
    WALK._replace(title="A march", tags=("b", "c"), place="port"),
    WALK._replace(title="A march", tags=("b", "c"), place="port", claims=(Claim("wire"), WALK.claims[1])),
    WALK._replace(title="A march", tags=("a", "c"), place="port", latitude=1.0, longitude=2.0, claims=(Claim("wire"),)),
    WALK._replace(
        title="A march", tags=("c", "a"), place="port", latitude=1.0, longitude=2.0, claims=(Claim("wire"),), note="n"
    ),
)
"""Of the event, after each change."""


EXPECTED = {
    Said(("title",), "A march"): 2,
    Said(("tags",), "c"): 3,
    Said(("tags",), "a"): 5,
    Said(("tags",), "c, a"): 6,
    Said(("claims", "wire", "date"), None): 4,
    Said(("claims", "wire", "at"), None): 6,
    Said(("claims", "herald"), None): 5,
    Said(("claims", "herald", "date"), None): 5,
    Said(("place",), "port, 1.0, 2.0"): 5,
    Said(("note",), "n"): 6,
    Said(("type",), None): 6,
    Said((), None): 6,
}


def test_each_thing_is_of_the_change_that_wrote_it(sqlite_url: str) -> None:
    beside = RecordSet(
        sources={"wire": Source("wire", "W"), "herald": Source("herald", "H")}, places={"port": Place("port", "Port")}
    )
    for event in STATES:
        with write_session(read_address(sqlite_url)) as (connection, _):
            load(connection, beside._replace(events={"walk": event}))
    with reading(sqlite_url) as reader:
        wrote = who_wrote(reader, "event", "walk", [*EXPECTED], 1)
        assert dict(zip(EXPECTED, (each and each.id for each in wrote), strict=True)) == EXPECTED
        assert who_wrote(reader, "event", "walk", [Said(("title",), "A march")], 6) == [None]
        last = last_change(reader, "event", "walk")
        assert last is not None
        assert (last.id, last.author) == (6, SIGNATURE.author)
        assert last_change(reader, "event", "nowhere") is None
    # A rename writes nothing but the id.
    with open_database(sqlite_url) as opened:
        rename_record(opened, "walk", "march", SIGNATURE)
    with write_session(read_address(sqlite_url)) as (connection, _):
        load(connection, RecordSet(events={"march": STATES[-1]._replace(id="march", was=("walk",), summary="Long")}))
    with reading(sqlite_url) as reader:
        said = [Said(("title",), "A march"), Said(("note",), "n"), Said(("id",), "march"), Said(("summary",), "Long")]
        assert [each and each.id for each in who_wrote(reader, "event", "march", said, 1)] == [2, 6, 7, 8]
