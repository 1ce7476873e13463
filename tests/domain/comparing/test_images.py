"""Images: a record as plain values, and back."""

from json import dumps, loads

from hypothesis import given

from tests.support.worlds import worlds
from timeline.domain.comparing.images import layout, record_of
from timeline.domain.records import Claim, Event, Figure, RecordSet


@given(worlds())
def test_a_record_comes_back_from_its_image(world: RecordSet) -> None:
    laid_out = loads(dumps(layout()))
    for kind, records in (
        ("source", world.sources),
        ("actor", world.actors),
        ("place", world.places),
        ("event", world.events),
        ("term", world.terms),
    ):
        for record in records.values():
            assert record_of(kind, loads(dumps(record)), laid_out) == record


def test_fields_are_found_by_their_names() -> None:
    older = {"Event": ["title", "claims", "gone", "id"], "Claim": ["figures", "source"], "Figure": ["low", "measure"]}
    image = ["Talks", [[[[7.0, "killed"]], "herald"]], "no more", "talks"]
    claim = Claim("herald", figures=(Figure("killed", low=7),))
    assert record_of("event", image, older) == Event("talks", "Talks", claims=(claim,))


def test_a_text_is_its_own_image() -> None:
    assert record_of("mark", "ucdp 2:abc", {}) == "ucdp 2:abc"
