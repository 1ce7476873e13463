"""States of records, packed many to a block."""

from zlib import compress, decompress

import pytest

from timeline.domain.records import Actor, Claim, Event
from timeline.storage.history.packing import DamagedHistory, Images, packed_ids, packed_images, unpacked_ids

EVENT = Event("talks", "Talks\nat sea – محادثات", date="2031-05", claims=(Claim("gazette", date="2031-05-06"),))
ACTOR = Actor("ana", "Ana Ruiz", names=("A. Ruiz",))
MARK = "own sha256:1"


def test_each_state_comes_back() -> None:
    images = Images(packed_images([EVENT, ACTOR, MARK]))
    assert [images.state(kind, place) for place, kind in enumerate(("event", "actor", "mark"))] == [EVENT, ACTOR, MARK]
    assert images.dates(0) == ["2031-05", "2031-05-06"]


def test_what_is_damaged_hides_no_other() -> None:
    layout, _, actor, _ = decompress(packed_images([EVENT, ACTOR, MARK])).split(b"\n")
    images = Images(compress(b"\n".join([layout, b"[", actor])))
    assert images.state("actor", 1) == ACTOR
    for kind, place in (("event", 0), ("mark", 2)):
        with pytest.raises(DamagedHistory, match="log --verify"):
            images.state(kind, place)
    for read in (Images, unpacked_ids):
        with pytest.raises(DamagedHistory):
            read(b"nothing packed")


def test_ids_come_back_in_their_order() -> None:
    assert unpacked_ids(packed_ids(["ana", "ben"])) == ["ana", "ben"]
