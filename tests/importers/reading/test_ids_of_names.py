"""Names -> ids: the same for the same names, in whatever order they come and whatever else bears them."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.records import Actor, Place
from timeline.importers.reading.ids_of_names import Naming, PlaceStep

IRAQ, TOWN = PlaceStep("Iraq", "country"), PlaceStep("Al Mosul")


def test_an_actor_and_a_place_are_called_after_their_names() -> None:
    naming = Naming()
    assert naming.actor("Harbour Front", "armed-group") == Actor("harbour-front", "Harbour Front", "armed-group")
    assert naming.place([IRAQ, TOWN]) == (
        Place("iraq-place", "Iraq", "country"),
        Place("al-mosul-iraq", "Al Mosul", within="iraq-place"),
    )
    assert naming.place([PlaceStep("Iraq")])[0].id == "iraq-place"


def test_a_name_is_taken_for_the_held_record_of_that_name() -> None:
    naming = Naming(actors={"Red": ("the-reds",)}, places={("Iraq", None): ("iraq",), ("Al Mosul", "iraq"): ("mosul",)})
    assert naming.actor("Red").id == "the-reds"
    assert [place.id for place in naming.place([IRAQ, TOWN])] == ["iraq", "mosul"]


def test_of_several_held_records_of_a_name_only_one_that_imports_make_is_chosen() -> None:
    held = {"red", "red-army", "blue-1", "blue-2"}
    naming = Naming(actors={"Red": ("red", "red-army"), "Blue": ("blue-1", "blue-2")}, is_taken=held.__contains__)
    assert naming.actor("Red").id == "red"
    assert naming.actor("Blue").id == "blue"


def test_what_a_name_was_taken_for_stays() -> None:
    first = Naming(actors={"Red": ("the-reds",)})
    assert first.actor("Red").id == "the-reds"
    assert [place.id for place in first.place([IRAQ, TOWN])] == ["iraq-place", "al-mosul-iraq"]
    later = Naming(
        actors={"Red": ("red", "the-reds")},
        places={("Iraq", None): ("iraq",), ("Al Mosul", "iraq-place"): ("mosul", "al-mosul-iraq")},
        is_taken=lambda _: True,
        remembered=first.taken,
    )
    assert later.actor("Red").id == "the-reds"
    assert [place.id for place in later.place([IRAQ, TOWN])] == ["iraq-place", "al-mosul-iraq"]
    assert later.taken == {}, "what is remembered need not be written again"


@pytest.mark.parametrize("order", list(permutations([None, "group", "state"])))
def test_the_kind_of_a_name_does_not_hang_on_the_order_of_rows(order: tuple[str | None, ...]) -> None:
    naming = Naming()
    for kind in order:
        found = naming.actor("Red", kind)
    assert found.kind == "state"
    for kind in order:
        *_, place = naming.place([IRAQ, PlaceStep("Baghdad", kind)])
    assert place.kind == "state"


PARTS = st.builds(PlaceStep, st.sampled_from(["Iraq", "Basra", "Al Mosul"]), st.sampled_from([None, "state", "city"]))
PATHS = st.lists(st.lists(PARTS, max_size=1) | st.lists(PARTS, max_size=2).map(lambda path: [IRAQ, *path]), max_size=6)


@given(PATHS, st.randoms(use_true_random=False))
def test_places_are_the_same_in_any_order_of_rows(paths: list[list[PlaceStep]], random: object) -> None:
    def made(in_order: list[list[PlaceStep]]) -> set[Place]:
        naming = Naming()
        for path in in_order:
            naming.place(path)
        return {place for path in in_order for place in naming.place(path)}

    shuffled = list(paths)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert made(shuffled) == made(paths)
