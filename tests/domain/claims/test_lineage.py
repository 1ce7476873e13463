"""Where sources have their content from."""

from timeline.domain.claims.lineage import count_origins, lineage, origins
from timeline.domain.records import Derivation, Source


def sources(**derived: str) -> dict[str, Source]:
    """``a="b c"``: a quotes b and c."""
    return {
        source_id: Source(
            source_id, source_id, derived_from=tuple(Derivation("quotes", each) for each in froms.split())
        )
        for source_id, froms in derived.items()
    }


def test_a_source_of_its_own_is_its_own_origin() -> None:
    assert origins("a", sources(a="")) == ("a",)


def test_origins_are_the_ends_of_the_lineage() -> None:
    family = sources(copy="paper", paper="wire radio", wire="", radio="")
    assert lineage("copy", family) == ["copy", "paper", "wire", "radio"]
    assert origins("copy", family) == ("radio", "wire")


def test_two_papers_with_one_wire_story_count_once() -> None:
    family = sources(gazette="wire", herald="wire", wire="", witness="")
    assert count_origins(["gazette", "herald"], family) == 1
    assert count_origins(["gazette", "herald", "wire"], family) == 1
    assert count_origins(["gazette", "herald", "witness"], family) == 2
    assert count_origins([], family) == 0


def test_a_dataset_is_an_origin_only_where_it_alone_speaks() -> None:
    family = sources(gazette="wire", wire="") | {"coded": Source("coded", "Coded events", kind="dataset")}
    assert count_origins(["coded"], family) == 1
    assert count_origins(["coded", "gazette"], family) == 1
    assert count_origins(["coded", "gazette", "unknown"], family) == 2


def test_a_circle_ends() -> None:
    family = sources(a="b", b="a")
    assert lineage("a", family) == ["a", "b"]
    assert origins("a", family) == ("a",)


def test_an_origin_that_is_not_at_hand_still_counts() -> None:
    assert origins("a", sources(a="elsewhere")) == ("elsewhere",)
